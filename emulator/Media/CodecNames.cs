namespace Scopix.Media;

/// <summary>Maps the codec codes of containers to ffprobe's names (public: the documented examples are <c>h264</c> and
/// <c>aac</c>).</summary>
internal static class CodecNames
{
    // The first word of a row is the name, the others are its codes. An unknown code is its own name.
    private static readonly Dictionary<string, string> NamesByCode = BuildTable(
        "h264 avc1 avc2 avc3 avc4 dva1 dvav h264 x264 davc v_mpeg4/iso/avc",
        "hevc hvc1 hev1 dvh1 dvhe hevc h265 x265 v_mpegh/iso/hevc", "vvc vvc1 vvi1", "vp8 vp08 vp80 v_vp8",
        "vp9 vp09 vp90 v_vp9", "av1 av01 dav1 v_av1",
        "mpeg4 mp4v xvid divx dx50 fmp4 m4s2 v_mpeg4/iso/asp v_mpeg4/iso/sp", "msmpeg4v3 div3 div4 mp43",
        "msmpeg4v2 mp42 div2", "mpeg2video mpeg2video mpg2 m2v1 hdv1 hdv2 hdv3 v_mpeg2",
        "mpeg1video mpeg1video mpg1 m1v1 v_mpeg1", "vc1 vc-1 wvc1", "wmv3 wmv3",
        "mjpeg mjpg mjpa mjpb jpeg mjpeg v_mjpeg", "jpeg2000 mjp2", "png png", "prores apch apcn apcs apco ap4h ap4x",
        "dnxhd avdn avdh", "cfhd cfhd", "h263 h263 s263", "svq1 svq1", "svq3 svq3", "cinepak cvid", "qtrle rle",
        "huffyuv hfyu", "ffv1 ffv1", "dvvideo dvsd dvc dvcp dvpp dv25", "theora v_theora theo",
        "rawvideo yuy2 i420 uyvy dib 2vuy", "aac mp4a a_aac 00ff 1600 1602", "mp3 .mp3 mp3 msu a_mpeg/l3 0055",
        "mp2 .mp2 0050 a_mpeg/l2", "opus opus a_opus", "vorbis vorbis a_vorbis 566f", "ac3 ac-3 a_ac3 2000",
        "eac3 ec-3 a_eac3", "ac4 ac-4", "truehd mlpa a_truehd", "dts dtsc dtse dtsh dtsl a_dts 2001", "alac alac",
        "flac flac a_flac f1ac", "wmav2 0161", "pcm_u8 raw", "pcm_s16le sowt lpcm pcm 0001 fffe a_pcm/int/lit",
        "pcm_s16be twos a_pcm/int/big", "pcm_s24be in24", "pcm_s32be in32", "pcm_f32le fl32 0003 a_pcm/float/ieee",
        "pcm_alaw alaw 0006", "pcm_mulaw ulaw 0007", "adpcm_ima_qt ima4", "amr_nb samr", "amr_wb sawb");

    public static string? FromCode(string code)
    {
        var clean = string.Concat(code.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')).ToLowerInvariant();
        return clean.Length == 0 ? null : NamesByCode.GetValueOrDefault(clean, clean);
    }

    private static Dictionary<string, string> BuildTable(params string[] rows) => rows
        .Select(row => row.Split(' '))
        .SelectMany(words => words[1..].Select(code => (Code: code, Name: words[0])))
        .ToDictionary(pair => pair.Code, pair => pair.Name);
}
