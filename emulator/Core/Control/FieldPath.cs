namespace Scopix.Emulator.Control;

/// <summary>Paths of JSON fields, e.g. <c>items.title</c>.</summary>
internal static class FieldPath
{
    public static string Join(string path, string name) => path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
}
