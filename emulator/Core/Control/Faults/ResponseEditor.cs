using System.Buffers;
using System.Text.Encodings.Web;
using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// Changes the JSON of a successful response as a service does that knows more than the documents: a word that they do not name, one more
/// field, a null where it is allowed. Everything else stays as it is.
/// </summary>
internal sealed class ResponseEditor
{
    /// <summary>A word that no document names.</summary>
    public const string UnknownWord = "unknown_word";

    /// <summary>The value of a field that was added.</summary>
    public const string NewValue = "new_value";

    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly Fault _fault;
    private int _changes;

    private ResponseEditor(Fault fault) => (_fault, _writer) = (fault, new(_buffer, WriterOptions));

    /// <summary>Whether a fault changes the JSON of responses.</summary>
    public static bool IsEdit(Fault fault) => (fault.UnknownWord ?? fault.NewField ?? fault.NullField) is not null;

    /// <summary>The changed JSON; null when there is nothing in it that the fault can change.</summary>
    public static JsonBody? Edit(Fault fault, JsonBody json, ContractSchema schema)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        var editor = new ResponseEditor(fault);
        editor.Write(document.RootElement, schema, "", mayGrow: true);
        editor._writer.Flush();
        return editor._changes == 0 ? null : new JsonBody(editor._buffer.WrittenSpan.ToArray());
    }

    /// <param name="schema">Null when the contract does not describe the value.</param>
    /// <param name="mayGrow">True for the response's object, and for the lists in it.</param>
    private void Write(JsonElement value, ContractSchema? schema, string path, bool mayGrow)
    {
        var form = schema is null ? null : SchemaFields.SelectBranch(schema, value);
        if (value.ValueKind == JsonValueKind.Object) WriteObject(value, form, path, mayGrow);
        else if (value.ValueKind == JsonValueKind.Array)
        {
            _writer.WriteStartArray();
            foreach (var item in value.EnumerateArray()) Write(item, form?.Items, path, mayGrow);
            _writer.WriteEndArray();
        }
        else value.WriteTo(_writer);
    }

    private void WriteObject(JsonElement value, ContractSchema? form, string path, bool mayGrow)
    {
        _writer.WriteStartObject();
        var known = form is null ? null : SchemaFields.GetProperties(form);
        foreach (var property in value.EnumerateObject())
        {
            _writer.WritePropertyName(property.Name);
            var inner = SchemaFields.JoinPath(path, property.Name);
            var field = known?.GetValueOrDefault(property.Name);
            if (field is null || !TryReplace(property.Value, field, inner))
                Write(property.Value, field, inner, mayGrow && path.Length == 0 && property.Value.ValueKind == JsonValueKind.Array);
        }
        if (mayGrow && _fault.NewField is { } added && !value.TryGetProperty(added, out _))
        {
            _writer.WriteString(added, NewValue);
            _changes++;
        }
        _writer.WriteEndObject();
    }

    private bool TryReplace(JsonElement value, ContractSchema field, string path)
    {
        if (!ResponseFields.CanChange(_fault, path, field)) return false;
        if (_fault.NullField is null && value.ValueKind == JsonValueKind.Array) WriteWords(value.GetArrayLength());
        else if (_fault.NullField is null) WriteWord();
        else WriteNull(isNull: value.ValueKind == JsonValueKind.Null);
        return true;
    }

    private void WriteNull(bool isNull)
    {
        _writer.WriteNullValue();
        if (!isNull) _changes++;
    }

    private void WriteWords(int count)
    {
        _writer.WriteStartArray();
        for (var i = 0; i < count; i++) WriteWord();
        _writer.WriteEndArray();
    }

    private void WriteWord()
    {
        _writer.WriteStringValue(UnknownWord);
        _changes++;
    }
}
