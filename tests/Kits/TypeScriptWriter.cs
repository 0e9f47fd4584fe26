using System.Text;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>Writes types as declarations of TypeScript.</summary>
internal static class TypeScriptWriter
{
    /// <summary>The text of a file of types.</summary>
    public static string Write(string title, IEnumerable<TypeDeclaration> types) =>
        $"// {title} {KitTypesTests.Notice}\n" + string.Concat(types.Select(WriteType));

    /// <summary>The types of responses by the ids of their operations.</summary>
    public static string WriteResponses(IEnumerable<(string Operation, string Type)> responses)
    {
        var text = new StringBuilder("\n")
            .Append(WriteComment("The body of each operation's success, by the operation's id.", ""))
            .Append("export interface Responses {\n");
        foreach (var (operation, type) in responses) text.Append($"  '{operation}': {type};\n");
        return text.Append("}\n").ToString();
    }

    private static string WriteType(TypeDeclaration type)
    {
        var text = new StringBuilder("\n").Append(WriteComment(type.Description, ""));
        if (type.Alias is { } alias)
            return text.Append(Break($"export type {type.Name} = {Write(alias)};", "  ")).Append('\n').ToString();
        var bases = type.Bases.Length == 0 ? "" : " extends " + string.Join(", ", type.Bases);
        text.Append($"export interface {type.Name}{bases} {{\n");
        foreach (var field in type.Fields)
        {
            var name = TypeText.IsIdentifier(field.Name) ? field.Name : $"'{field.Name}'";
            text.Append(WriteComment(field.Description, "  "))
                .Append(Break($"  {name}{(field.IsRequired ? "" : "?")}: {Write(field.Form)};", "    ")).Append('\n');
        }
        return text.Append("}\n").ToString();
    }

    private static string Write(TypeForm form) => form switch
    {
        TypeForm.Declared declared => declared.Name,
        TypeForm.Words words => string.Join(" | ", words.Values.Select(word => $"'{word}'")),
        TypeForm.ListOf list => list.Item is TypeForm.OneOf or TypeForm.Words ? $"({Write(list.Item)})[]" : Write(list.Item) + "[]",
        TypeForm.MapOf map => $"{{ [name: string]: {Write(map.Value)} }}",
        TypeForm.OneOf one => string.Join(" | ", one.Forms.Select(Write)),
        TypeForm.Basic { Name: "integer" } => "number",
        TypeForm.Basic { Name: "any" } => "any",
        TypeForm.Basic basic => basic.Name,
        _ => throw new NotSupportedException(form.ToString()),
    };

    private static string Break(string declaration, string indent) => TypeText.Break(declaration, " | ", indent);

    private static string WriteComment(string description, string indent)
    {
        if (description.Length == 0) return "";
        var text = description.Replace("*/", "* /", StringComparison.Ordinal);
        if (indent.Length + text.Length + 7 <= TypeText.Width) return $"{indent}/** {text} */\n";
        return $"{indent}/**\n{string.Concat(TypeText.Wrap(text, indent + " * ").Select(line => line + "\n"))}{indent} */\n";
    }
}
