using System.Buffers;

namespace Scopix.Emulator.Proxy;

/// <summary>
/// The outline of a multipart/form-data body as it passes: the names and kinds of its parts, and short texts. Bytes of files are not kept,
/// and what is kept is bounded. It throws nothing, whatever the bytes are.
/// </summary>
internal sealed class FormOutline : IBodyObserver
{
    /// <summary>The most bytes of all texts together; a text that does not fit is not kept.</summary>
    public const int MaxTextBytes = 64 * 1024;

    private const int MaxHeadBytes = 16 * 1024, MaxParts = 1_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _delimiter;
    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly List<FormPart> _parts = [];
    private ArrayBufferWriter<byte>? _text;
    private FormPart? _part;
    private int _textBytes;
    private State _state = State.Body;

    /// <summary>How many bytes of the delimiter the body has just had. The first one needs no line before it.</summary>
    private int _matched = 2;

    private FormOutline(string boundary) => _delimiter = Encoding.UTF8.GetBytes("\r\n--" + boundary);

    private enum State
    {
        /// <summary>The content of a part, or what is before the first one.</summary>
        Body,

        /// <summary>The rest of a delimiter's line and the headers of a part.</summary>
        Head,

        /// <summary>After the last part.</summary>
        End,

        /// <summary>What is no form, or has too many or too long heads.</summary>
        Unreadable,
    }

    /// <summary>The approximate memory that it takes.</summary>
    public int EstimatedBytes => _textBytes + (_parts.Count * 128);

    /// <summary>Creates the outline of a form; null when the content type is not that of a form that can be read.</summary>
    public static FormOutline? Create(string? contentType)
    {
        var type = HeaderParameters.Parse(contentType ?? "");
        var isForm = type.Problem is null && type.Value.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        return isForm && type["boundary"] is { Length: > 0 and <= 200 } boundary && !boundary.Contains('\r', StringComparison.Ordinal)
            ? new(boundary) : null;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && _state is State.Body or State.Head)
            bytes = bytes[(_state is State.Body ? ReadBody(bytes) : ReadHead(bytes))..];
    }

    /// <summary>What was seen. It is whole when the form ended.</summary>
    public ObservedForm ToForm() => new([.. _parts], IsWhole: _state is State.End);

    /// <summary>Reads up to the end of the next delimiter, and returns how many bytes it has read.</summary>
    private int ReadBody(ReadOnlySpan<byte> bytes)
    {
        if (_matched > 0)
        {
            var count = Math.Min(_delimiter.Length - _matched, bytes.Length);
            if (!bytes[..count].SequenceEqual(_delimiter.AsSpan(_matched, count)))
            {
                AddContent(_delimiter.AsSpan(0, _matched)); // only the first byte of a delimiter is a carriage return
                _matched = 0;
                return 0;
            }
            _matched += count;
            if (_matched == _delimiter.Length) EndContent();
            return count;
        }
        var at = bytes.IndexOf(_delimiter);
        if (at >= 0)
        {
            AddContent(bytes[..at]);
            EndContent();
            return at + _delimiter.Length;
        }
        var last = bytes.LastIndexOf((byte)'\r');
        _matched = last >= 0 && _delimiter.AsSpan().StartsWith(bytes[last..]) ? bytes.Length - last : 0;
        AddContent(bytes[..^_matched]);
        return bytes.Length;
    }

    private void AddContent(ReadOnlySpan<byte> bytes)
    {
        if (_text is null || bytes.IsEmpty) return;
        if (_textBytes + bytes.Length > MaxTextBytes)
        {
            _text = null;
            return;
        }
        _textBytes += bytes.Length;
        _text.Write(bytes);
    }

    private void EndContent()
    {
        if (_part is not null) _parts.Add(_part with { Text = _text is null ? null : Decode(_text.WrittenSpan) });
        (_part, _text, _matched, _state) = (null, null, 0, State.Head);
        _head.ResetWrittenCount();
    }

    /// <summary>Reads up to the end of a part's headers, and returns how many bytes it has read.</summary>
    private int ReadHead(ReadOnlySpan<byte> bytes)
    {
        var before = _head.WrittenCount;
        var count = Math.Min(bytes.Length, MaxHeadBytes - before);
        _head.Write(bytes[..count]);
        var head = _head.WrittenSpan;
        if (head.StartsWith("--"u8))
        {
            _state = State.End;
            return count;
        }
        var end = head.IndexOf("\r\n\r\n"u8);
        if (end >= 0)
        {
            BeginPart(Encoding.UTF8.GetString(head[..end]));
            return end + 4 - before;
        }
        if (_head.WrittenCount == MaxHeadBytes) _state = State.Unreadable;
        return count;
    }

    private void BeginPart(string head)
    {
        var disposition = head.Split("\r\n").Skip(1).Select(line => line.Split(':', 2))
            .Where(header => header.Length == 2 && header[0].Trim().Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
            .Select(header => HeaderParameters.Parse(header[1].Trim())).FirstOrDefault();
        if (disposition is not { Problem: null } || disposition["name"] is not { } name || _parts.Count == MaxParts)
        {
            _state = State.Unreadable;
            return;
        }
        var isFile = disposition.Names.Any(parameter => parameter.StartsWith("filename", StringComparison.OrdinalIgnoreCase));
        var filename = isFile ? disposition["filename"] ?? "" : null;
        (_part, _text, _state) = (new FormPart(name, filename, Text: null), isFile ? null : new ArrayBufferWriter<byte>(), State.Body);
    }

    private static string? Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
