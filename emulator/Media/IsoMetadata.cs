using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>The dates in the metadata of an MP4 or MOV: <c>com.apple.quicktime.creationdate</c> and <c>©day</c>.</summary>
internal sealed class IsoMetadata(FileBytes bytes, IsoBoxes boxes)
{
    private const string AppleDate = "com.apple.quicktime.creationdate", DayBox = "©day";

    /// <summary>When the film was taken, with the offset of the place: phones write it.</summary>
    public DateTimeOffset? CreationDate { get; private set; }

    /// <summary>The day that a person or a program gave it.</summary>
    public DateTimeOffset? Day { get; private set; }

    /// <summary>Reads <c>udta</c>: QuickTime's texts lie in it as they are, iTunes' in <c>meta</c>.</summary>
    public void UserData(long body, long end)
    {
        foreach (var box in boxes.Between(body, end))
        {
            if (box.Type == DayBox) Day ??= MovieTime.Parse(Text(box.Body + 4, bytes.Number(box.Body, 2)));
            if (box.Type == "meta") Meta(box.Body, box.End);
        }
    }

    /// <summary>Reads <c>meta</c>, which has a version and flags in MP4 and none in QuickTime.</summary>
    public void Meta(long body, long end)
    {
        if (!bytes.At(body + 4, 4).SequenceEqual("hdlr"u8)) body += 4;
        var keys = boxes.Find("keys", body, end);
        if (boxes.Find("ilst", body, end) is not { } list) return;
        var apple = keys is { } found ? KeyNumber(found) : null;
        foreach (var item in boxes.Between(list.Body, list.End))
        {
            if (boxes.Find("data", item.Body, item.End) is not { } data) continue;
            var time = MovieTime.Parse(Text(data.Body + 8, data.End - data.Body - 8));
            if (item.Type == DayBox) Day ??= time;
            else if (bytes.Number(item.Body - 4, 4) == apple) CreationDate ??= time;
        }
    }

    /// <summary>The number, from 1, that the key of Apple's date has in the list of values.</summary>
    private long? KeyNumber(IsoBox keys)
    {
        var number = 0;
        foreach (var key in boxes.Between(keys.Body + 8, keys.End))
        {
            number++;
            if (Text(key.Body, key.End - key.Body) == AppleDate) return number;
        }

        return null;
    }

    private string Text(long at, long length) => Encoding.UTF8.GetString(bytes.At(at, (int)Math.Clamp(length, 0, 64)));
}
