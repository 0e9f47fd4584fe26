namespace Scopix.Emulator.Media;

/// <summary>Containers' codes for codecs, under the names that ffprobe gives them (public: the documented examples are <c>h264</c> and <c>aac</c>).</summary>
internal static class Codecs
{
    // An unknown code stands for itself, cleaned.
    private static readonly Dictionary<string, string> Names = Table(
        "h264 avc1 avc2 avc3 avc4 dva1 dvav h264 x264 davc v_mpeg4/iso/avc",
        "hevc hvc1 hev1 dvh1 dvhe hevc h265 x265 v_mpegh/iso/hevc",
        "vp8 vp08 vp80 v_vp8",
        "vp9 vp09 vp90 v_vp9",
        "av1 av01 v_av1",
        "mpeg4 mp4v xvid divx dx50 fmp4 div3 m4s2 v_mpeg4/iso/asp v_mpeg4/iso/sp",
        "mjpeg mjpg mjpa mjpb jpeg v_mjpeg",
        "prores apch apcn apcs apco ap4h ap4x",
        "h263 h263 s263",
        "dvvideo dvsd dvc dvcp dvpp dv25",
        "rawvideo yuy2 i420 uyvy dib",
        "aac mp4a a_aac 00ff 1600 1602",
        "mp3 .mp3 msu a_mpeg/l3 0055",
        "mp2 0050 a_mpeg/l2",
        "opus opus a_opus",
        "vorbis a_vorbis 566f",
        "ac3 ac-3 a_ac3 2000",
        "eac3 ec-3 a_eac3",
        "alac alac",
        "flac flac a_flac f1ac",
        "pcm_s16le sowt lpcm pcm 0001 fffe a_pcm/int/lit",
        "pcm_s16be twos a_pcm/int/big",
        "pcm_f32le fl32 0003 a_pcm/float/ieee",
        "pcm_alaw alaw 0006",
        "pcm_mulaw ulaw 0007",
        "amr_nb samr");

    /// <summary>The name of a code; null for an empty one.</summary>
    public static string? Name(string code)
    {
        var clean = string.Concat(code.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')).ToLowerInvariant();
        return clean.Length == 0 ? null : Names.GetValueOrDefault(clean, clean);
    }

    private static Dictionary<string, string> Table(params string[] rows) => rows
        .Select(row => row.Split(' '))
        .SelectMany(words => words[1..].Select(code => (Code: code, Name: words[0])))
        .ToDictionary(pair => pair.Code, pair => pair.Name);
}
