using System.Text;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>Writes types as typed dictionaries of Python 3.9 and newer, which type checkers read.</summary>
internal static class PythonWriter
{
    private const string Imports = """

        from __future__ import annotations

        import sys
        from typing import TYPE_CHECKING, Any, Dict, List, Literal, TypedDict, Union

        if sys.version_info >= (3, 11):
            from typing import NotRequired
        elif TYPE_CHECKING:
            from typing_extensions import NotRequired

        """;

    private static readonly string[] Keywords =
    [
        "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    /// <summary>The text of a module of types.</summary>
    public static string Write(string title, IEnumerable<TypeDeclaration> types) =>
        $"# {title} {KitTypesTests.Notice}\n\"\"\"{title}\"\"\"\n{Imports}" + string.Concat(types.Select(WriteType));

    private static string WriteType(TypeDeclaration type)
    {
        if (type.Alias is { } alias)
            return $"\n{WriteComment(type.Description)}{Break($"{type.Name} = {WriteValue(alias)}", "    ")}\n";
        return type.Fields.All(field => TypeText.IsIdentifier(field.Name) && !Keywords.Contains(field.Name))
            ? WriteClass(type) : WriteCall(type);
    }

    private static string WriteClass(TypeDeclaration type)
    {
        var bases = type.Bases.Length == 0 ? "TypedDict" : string.Join(", ", type.Bases);
        var text = new StringBuilder($"\n\nclass {type.Name}({bases}):\n").Append(WriteDocstring(type.Description));
        foreach (var field in type.Fields)
            text.Append('\n').Append(Break($"    {field.Name}: {WriteOptional(field)}", "        ")).Append('\n')
                .Append(WriteDocstring(field.Description));
        if (type.Fields.Length == 0) text.Append("    pass\n");
        return text.ToString();
    }

    /// <summary>A class cannot have names such as <c>from</c> or <c>Content-Type</c>.</summary>
    private static string WriteCall(TypeDeclaration type)
    {
        var text = new StringBuilder("\n").Append(WriteComment(type.Description)).Append($"{type.Name} = TypedDict(\"{type.Name}\", {{\n");
        foreach (var field in type.Fields)
            text.Append(WriteComment(field.Description, "    ")).Append($"    \"{field.Name}\": \"{WriteOptional(field, '\'')}\",\n");
        return text.Append("})\n").ToString();
    }

    private static string WriteOptional(TypeField field, char quote = '"') =>
        field.IsRequired ? Write(field.Form, quote) : $"NotRequired[{Write(field.Form, quote)}]";

    /// <summary>A type in an annotation, which is not evaluated.</summary>
    private static string Write(TypeForm form, char quote) => form switch
    {
        TypeForm.Declared declared => declared.Name,
        TypeForm.Words words => $"Literal[{string.Join(", ", words.Values.Select(word => $"{quote}{word}{quote}"))}]",
        TypeForm.ListOf list => $"List[{Write(list.Item, quote)}]",
        TypeForm.MapOf map => $"Dict[str, {Write(map.Value, quote)}]",
        TypeForm.OneOf one => string.Join(" | ", one.Forms.Select(part => Write(part, quote))),
        TypeForm.Basic { Name: "string" } => "str",
        TypeForm.Basic { Name: "integer" } => "int",
        TypeForm.Basic { Name: "number" } => "float",
        TypeForm.Basic { Name: "boolean" } => "bool",
        TypeForm.Basic { Name: "null" } => "None",
        TypeForm.Basic { Name: "any" } => "Any",
        _ => throw new NotSupportedException(form.ToString()),
    };

    /// <summary>A type as an expression, which Python evaluates; other types may be declared below it.</summary>
    private static string WriteValue(TypeForm form) => form switch
    {
        TypeForm.Declared declared => $"\"{declared.Name}\"",
        TypeForm.OneOf one => $"Union[{string.Join(", ", one.Forms.Select(WriteValue))}]",
        TypeForm.ListOf list => $"List[{WriteValue(list.Item)}]",
        TypeForm.MapOf map => $"Dict[str, {WriteValue(map.Value)}]",
        _ => Write(form, '"'),
    };

    private static string Break(string declaration, string indent) => TypeText.Break(declaration, ", ", indent);

    private static string WriteComment(string description, string indent = "") =>
        string.Concat(TypeText.Wrap(description, indent + "# ").Select(line => line + "\n"));

    private static string WriteDocstring(string description)
    {
        if (description.Length == 0) return "";
        var text = description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal);
        if (text.Length + 10 <= TypeText.Width) return $"    \"\"\"{text}\"\"\"\n";
        return $"    \"\"\"\n{string.Concat(TypeText.Wrap(text, "    ").Select(line => line + "\n"))}    \"\"\"\n";
    }
}
