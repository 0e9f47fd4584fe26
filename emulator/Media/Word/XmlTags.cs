namespace Scopix.Emulator.Media.Word;

/// <summary>Follows XML byte by byte, just as far as is needed to know how large its tags are.</summary>
internal sealed class XmlTags(int longestTag, int longestName, int mostAttributes)
{
    private State _state;
    private int _length, _name, _attributes, _dashes;
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

    /// <summary>How many tags there were.</summary>
    public long Count { get; private set; }

    /// <summary>How many attributes there were.</summary>
    public long Attributes { get; private set; }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_state == State.Text)
            {
                var plain = bytes.IndexOf((byte)'<');
                if (plain < 0) return;
                bytes = bytes[plain..];
            }
            Take(bytes[0]);
            bytes = bytes[1..];
        }
    }

    /// <exception cref="UnreadableDocumentException">A tag is too large.</exception>
    public void Take(byte sign)
    {
        if (_state == State.Text)
        {
            if (sign == '<') (_state, _length, _name, _attributes, _quote) = (State.Opened, 0, 0, 0, 0);
            return;
        }
        if (++_length > longestTag) throw TooLarge("a tag of more than 4 MB");
        switch (_state)
        {
            case State.Comment: Ended(sign, (byte)'-'); break;
            case State.CData: Ended(sign, (byte)']'); break;
            case State.Opened: Opened(sign); break;
            case State.Declaration: Declared(sign); break;
            case State.Value when sign == _quote: _state = State.Tag; break;
            case State.Value: break;
            case State.Instruction: Instructed(sign); break;
            default: InTag(sign); break;
        }
    }

    private static UnreadableDocumentException TooLarge(string what) =>
        UnreadableDocumentException.TooLarge($"The document's XML has {what}, which is more than is allowed.");

    private void Opened(byte sign)
    {
        _state = sign switch { (byte)'!' => State.Declaration, (byte)'?' => State.Instruction, _ => State.Tag };
        if (_state == State.Tag) InTag(sign);
        Count++;
    }

    /// <summary><c>&lt;!--</c>, <c>&lt;![CDATA[</c>, or a document type, which the reader refuses.</summary>
    private void Declared(byte sign)
    {
        if (_length == 3 && sign == '-') (_state, _dashes) = (State.Comment, 0);
        else if (_length == 8 && sign == '[') (_state, _dashes) = (State.CData, 0);
        else if (sign == '>') _state = State.Text;
    }

    private void Ended(byte sign, byte mark)
    {
        if (sign == mark) _dashes++;
        else if (sign == '>' && _dashes >= 2) _state = State.Text;
        else _dashes = 0;
    }

    private void Instructed(byte sign)
    {
        if (_length > longestName * 10) throw TooLarge("an instruction of more than 10,000 characters");
        if (sign == '>' && _quote == '?') _state = State.Text;
        _quote = sign;
    }

    private void InTag(byte sign)
    {
        if (sign == '>') _state = State.Text;
        else if (sign is (byte)'"' or (byte)'\'') (_state, _quote) = (State.Value, sign);
        else if (sign == '=')
        {
            Attributes++;
            if (++_attributes > mostAttributes) throw TooLarge($"a tag of over {mostAttributes} attributes");
            _name = 0;
        }
        else if (sign is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'/') _name = 0;
        else if (++_name > longestName) throw TooLarge($"a name of over {longestName} characters");
    }
}
