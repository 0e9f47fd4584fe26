namespace Scopix.Media;

/// <summary>Removes what only a terminal or printer understands: ANSI escape sequences, bells, the end mark of DOS (0x1A), and backspaces
/// with the character before them. A vertical tab becomes a line feed.</summary>
internal sealed class TerminalControlFilter
{
    private const char Bell = '\a', Backspace = '\b', DosEnd = '\u001A', Escape = '\u001B';

    // Between two pieces, backspaces reach back over at most this many characters.
    private const int MaxBackspaces = 256;

    private enum State
    {
        Text, Escaped, Designating, Sequence, String, StringEscaped,
    }

    private char[] _text = [];
    private int _length;
    private int _returnedLength;
    private State _state;

    /// <summary>The cleaned characters that are final; valid until the next call.</summary>
    public ReadOnlySpan<char> Filter(ReadOnlySpan<char> piece, bool last)
    {
        _text.AsSpan(_returnedLength, _length - _returnedLength).CopyTo(_text);
        _length -= _returnedLength;
        if (_text.Length < _length + piece.Length) Array.Resize(ref _text, _length + piece.Length);
        foreach (var c in piece) Process(c);
        _returnedLength = last ? _length : Math.Max(0, _length - MaxBackspaces);
        if (_returnedLength > 0 && _returnedLength < _length && char.IsLowSurrogate(_text[_returnedLength])) _returnedLength--;
        return _text.AsSpan(0, _returnedLength);
    }

    private void Process(char c)
    {
        if (_state == State.Text || !ContinuesSequence(c)) Append(c);
    }

    /// <summary>False ends the sequence, which then was none.</summary>
    private bool ContinuesSequence(char c)
    {
        (_state, var belongs) = (_state, c) switch
        {
            (State.Escaped, '[') => (State.Sequence, true),
            (State.Escaped, ']' or 'P' or 'X' or '^' or '_') => (State.String, true),
            (State.Escaped, >= ' ' and <= '/') => (State.Designating, true),
            (State.Designating, >= ' ' and <= '/') => (State.Designating, true),
            (State.Escaped or State.Designating, >= '0' and <= '~') => (State.Text, true),
            (State.Sequence, >= ' ' and <= '?') => (State.Sequence, true),
            (State.Sequence, >= '@' and <= '~') => (State.Text, true),
            (State.String, Bell) or (State.StringEscaped, '\\') => (State.Text, true),
            (State.String, Escape) => (State.StringEscaped, true),
            (State.String, not ('\n' or '\r')) => (State.String, true),
            _ => (State.Text, false),
        };
        return belongs;
    }

    private void Append(char c)
    {
        switch (c)
        {
            case Escape: _state = State.Escaped; break;
            case Bell or DosEnd: break;
            case Backspace: RemoveLastCharacter(); break;
            case '\v': _text[_length++] = '\n'; break;
            default: _text[_length++] = c; break;
        }
    }

    private void RemoveLastCharacter()
    {
        if (_length == 0 || _text[_length - 1] is '\n' or '\r') return;
        _length--;
        if (_length > 0 && char.IsLowSurrogate(_text[_length])) _length--;
    }
}
