using System.CommandLine;

namespace Scopix.Emulator.Tool.Background;

/// <summary>
/// The files of one emulator in the background. They are in the user's local data folder: XDG_RUNTIME_DIR is removed when the user logs
/// out, and the emulator outlives that.
/// </summary>
internal sealed record BackgroundPaths(string Name)
{
    public const string DefaultName = "default";

    private const int MaxNameLength = 32;

    private const string SocketExtension = ".sock";

    /// <summary>The socket that answers for the emulator as long as its process lives.</summary>
    public string Socket => Path.Combine(GetFolder(), Name + SocketExtension);

    /// <summary>Held by the process, so that there is one of each name.</summary>
    public string Lock => Path.Combine(GetFolder(), Name + ".lock");

    public string Log => Path.Combine(GetFolder(), Name + ".log");

    /// <summary>The names of all emulators that have left a socket, running or not.</summary>
    public static IEnumerable<string> ListNames() => Directory.Exists(GetFolder())
        ? Directory.EnumerateFiles(GetFolder(), "*" + SocketExtension).Select(file => Path.GetFileNameWithoutExtension(file)!).Order()
        : [];

    /// <summary>Creates the folder, which only the user can read: whoever reaches the socket can stop the emulator.</summary>
    public static void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(GetFolder());
            return;
        }
        const UnixFileMode onlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(GetFolder(), onlyOwner);
        File.SetUnixFileMode(GetFolder(), onlyOwner);
    }

    /// <summary>The option that selects an emulator; its name becomes that of files.</summary>
    public static Option<string?> CreateNameOption(string description)
    {
        var option = new Option<string?>("--name") { Description = $"{description} [default: {DefaultName}]", HelpName = "name" };
        option.Validators.Add(result =>
        {
            if (!IsName(result.GetValueOrDefault<string?>() ?? ""))
                result.AddError($"--name must be 1 to {MaxNameLength} letters, digits, dots, hyphens and underscores, and begin with a"
                    + " letter or digit.");
        });
        return option;
    }

    private static bool IsName(string text) => text.Length is >= 1 and <= MaxNameLength && char.IsAsciiLetterOrDigit(text[0])
        && text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_');

    private static string GetFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "scopix-emulator", "background")
            : throw new IOException("There is no folder for the user's data. Set HOME or XDG_DATA_HOME.");
    }
}
