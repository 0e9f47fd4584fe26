using Scopix.Emulator.Tool;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>The options with which a kit starts the emulator: those of the command line, in the names of the language.</summary>
internal static class OptionTypes
{
    /// <summary>The kits set these themselves: they read the address from the text that the program prints.</summary>
    private static readonly string[] Without = ["log-format", "stop-with-input"];

    /// <summary>The options as an object.</summary>
    /// <param name="rename">Makes the name of the language from that of the command line.</param>
    public static TypeDeclaration Read(Func<string, string> rename) => new(
        "EmulatorOptions", "The options of the emulator, which are those of the command line.", [],
        [.. OptionsReader.Definitions.Where(option => !Without.Contains(option.Name))
            .Select(option => new TypeField(rename(option.Name), ReadForm(option), false, Describe(option)))], null);

    private static TypeForm ReadForm((string Name, string Form, string Help) option) => option switch
    {
        { Form: "true|false" } => new TypeForm.Basic("boolean"),
        { Form: "number" } => new TypeForm.Basic("integer"),
        { Form: var form } when form.Contains('|') => new TypeForm.Words(form.Split('|')),
        { Form: var form } when char.IsAsciiDigit(form[0]) => new TypeForm.Basic("integer"),
        { Name: "dataset" } => new TypeForm.Words([.. Scopix.Fixtures.Datasets.DatasetCatalogue.All.Select(dataset => dataset.Name)]),
        _ => new TypeForm.Basic("string"),
    };

    private static string Describe((string Name, string Form, string Help) option) =>
        (option.Name == "port" ? option.Help.Replace("default: 8340", "default: 0", StringComparison.Ordinal) : option.Help) + ".";
}
