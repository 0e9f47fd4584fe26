namespace Scopix.Media.Word;

/// <summary>Scans XML byte by byte to measure its tags.</summary>
internal sealed class XmlTagScanner(int longestTag, int longestName, int mostAttributes)
{
    private State _state;
    private int _length, _nameLength, _attributesInTag, _endCharacters;
    private byte _quote;

    private enum State
    {
        Text,
        Opened,
        Tag,
        Value,
        Declaration,
        Comment,
        CData,
        Instruction,
    }

    public long TagCount { get; private set; }
    public long AttributeCount { get; private set; }

    public void Scan(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_state == State.Text)
            {
                var plain = bytes.IndexOf((byte)'<');
                if (plain < 0) return;
                bytes = bytes[plain..];
            }
            Scan(bytes[0]);
            bytes = bytes[1..];
        }
    }

    /// <exception cref="UnreadableDocumentException">A tag is too large.</exception>
    public void Scan(byte character)
    {
        if (_state == State.Text)
        {
            if (character == '<') (_state, _length, _nameLength, _attributesInTag, _quote) = (State.Opened, 0, 0, 0, 0);
            return;
        }
        if (++_length > longestTag) throw TooLarge("a tag of more than 4 MB");
        switch (_state)
        {
            case State.Comment: ReadUntilEnd(character, (byte)'-'); break;
            case State.CData: ReadUntilEnd(character, (byte)']'); break;
            case State.Opened: ReadAfterOpening(character); break;
            case State.Declaration: ReadDeclaration(character); break;
            case State.Value when character == _quote: _state = State.Tag; break;
            case State.Value: break;
            case State.Instruction: ReadInstruction(character); break;
            default: ReadInTag(character); break;
        }
    }

    private static UnreadableDocumentException TooLarge(string what) =>
        UnreadableDocumentException.CreateTooLarge($"The document's XML has {what}, which is more than is allowed.");

    private void ReadAfterOpening(byte character)
    {
        _state = character switch { (byte)'!' => State.Declaration, (byte)'?' => State.Instruction, _ => State.Tag };
        if (_state == State.Tag) ReadInTag(character);
        TagCount++;
    }

    /// <summary><c>&lt;!--</c>, <c>&lt;![CDATA[</c>, or a document type, which the reader refuses.</summary>
    private void ReadDeclaration(byte character)
    {
        if (_length == 3 && character == '-') (_state, _endCharacters) = (State.Comment, 0);
        else if (_length == 8 && character == '[') (_state, _endCharacters) = (State.CData, 0);
        else if (character == '>') _state = State.Text;
    }

    private void ReadUntilEnd(byte character, byte mark)
    {
        if (character == mark) _endCharacters++;
        else if (character == '>' && _endCharacters >= 2) _state = State.Text;
        else _endCharacters = 0;
    }

    private void ReadInstruction(byte character)
    {
        if (_length > longestName * 10) throw TooLarge("an instruction of more than 10,000 characters");
        if (character == '>' && _quote == '?') _state = State.Text;
        _quote = character;
    }

    private void ReadInTag(byte character)
    {
        if (character == '>') _state = State.Text;
        else if (character is (byte)'"' or (byte)'\'') (_state, _quote) = (State.Value, character);
        else if (character == '=')
        {
            AttributeCount++;
            if (++_attributesInTag > mostAttributes) throw TooLarge($"a tag of over {mostAttributes} attributes");
            _nameLength = 0;
        }
        else if (character is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'/') _nameLength = 0;
        else if (++_nameLength > longestName) throw TooLarge($"a name of over {longestName} characters");
    }
}
