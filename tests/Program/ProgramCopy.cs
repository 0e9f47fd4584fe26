using System.Runtime.InteropServices;

namespace Scopix.Emulator.Tests.Program;

/// <summary>A copy of the program without the folder of its worker for pictures.</summary>
internal sealed class ProgramCopy : IDisposable
{
    private const string Name = "Scopix.Emulator.Tool";

    private readonly DataDirectory _directory = new();

    public ProgramCopy()
    {
        var origin = new DirectoryInfo(AppContext.BaseDirectory);
        var dependencies = File.ReadAllText(Path.Combine(origin.FullName, Name + ".deps.json"));
        foreach (var file in origin.EnumerateFiles())
            if (file.Name.StartsWith(Name + ".", StringComparison.Ordinal) || dependencies.Contains(file.Name, StringComparison.Ordinal))
                file.CopyTo(Path.Combine(Folder, file.Name));
        var natives = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        var copiedNatives = Directory.CreateDirectory(Path.Combine(Folder, natives)).FullName;
        foreach (var file in new DirectoryInfo(Path.Combine(origin.FullName, natives)).EnumerateFiles())
            file.CopyTo(Path.Combine(copiedNatives, file.Name));
    }

    public string Folder => _directory.Location;

    /// <summary>The path of the program's DLL.</summary>
    public string Dll => Path.Combine(Folder, Name + ".dll");

    public void Dispose() => _directory.Dispose();
}
