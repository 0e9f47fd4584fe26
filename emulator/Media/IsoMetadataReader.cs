namespace Scopix.Media;

/// <summary>Reads the dates in the metadata of an MP4 or MOV: <c>com.apple.quicktime.creationdate</c> and <c>©day</c>.</summary>
internal sealed class IsoMetadataReader(FileBytes bytes, IsoBoxReader boxes)
{
    private const string AppleCreationDateKey = "com.apple.quicktime.creationdate", DayBox = "©day";

    /// <summary>Written by phones, with the local offset.</summary>
    public DateTimeOffset? CreationDate { get; private set; }

    /// <summary>Written by a person or an editing program.</summary>
    public DateTimeOffset? RecordingDate { get; private set; }

    /// <summary>Reads <c>udta</c>, where QuickTime stores texts directly and iTunes inside <c>meta</c>.</summary>
    public void ReadUserData(long body, long end)
    {
        foreach (var box in boxes.ReadBoxes(body, end))
        {
            if (box.Type == DayBox)
                RecordingDate ??= CaptureTimeParser.Parse(ReadText(box.BodyOffset + 4, bytes.ReadBigEndian(box.BodyOffset, 2)));
            if (box.Type == "meta") ReadMeta(box.BodyOffset, box.EndOffset);
        }
    }

    /// <summary>Reads <c>meta</c>, which has a version and flags in MP4 and none in QuickTime.</summary>
    public void ReadMeta(long body, long end)
    {
        if (!bytes.ReadSpan(body + 4, 4).SequenceEqual("hdlr"u8)) body += 4;
        var keys = boxes.Find("keys", body, end);
        if (boxes.Find("ilst", body, end) is not { } list) return;
        var keyNumber = keys is { } keyBox ? FindKeyNumber(keyBox) : null;
        foreach (var item in boxes.ReadBoxes(list.BodyOffset, list.EndOffset))
        {
            if (boxes.Find("data", item.BodyOffset, item.EndOffset) is not { } data) continue;
            var time = CaptureTimeParser.Parse(ReadText(data.BodyOffset + 8, data.EndOffset - data.BodyOffset - 8));
            if (item.Type == DayBox) RecordingDate ??= time;
            else if (bytes.ReadBigEndian(item.BodyOffset - 4, 4) == keyNumber) CreationDate ??= time;
        }
    }

    /// <summary>The position of the creation date's key, from 1; metadata items refer to it.</summary>
    private long? FindKeyNumber(IsoBox keys)
    {
        var number = 0;
        foreach (var key in boxes.ReadBoxes(keys.BodyOffset + 8, keys.EndOffset))
        {
            number++;
            if (ReadText(key.BodyOffset, key.EndOffset - key.BodyOffset) == AppleCreationDateKey) return number;
        }
        return null;
    }

    private string ReadText(long at, long length) => Encoding.UTF8.GetString(bytes.ReadSpan(at, (int)Math.Clamp(length, 0, 64)));
}
