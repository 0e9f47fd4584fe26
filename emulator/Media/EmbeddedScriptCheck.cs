namespace Scopix.Media;

/// <summary>Detects pictures that are also scripts: a picture with <c>&lt;script</c>, <c>&lt;?php</c> or <c>&lt;html</c> in its first
/// KiB, and a GIF whose screen descriptor (7 bytes) is text or opens a comment, as in <c>GIF89a/*</c>. Assumed: seed 001 only says that
/// unsafe files are rejected.</summary>
internal static class EmbeddedScriptCheck
{
    private static readonly string[] Markers = ["<script", "<?php", "<html"];

    public static void ThrowIfFound(FileBytes bytes)
    {
        var head = Encoding.Latin1.GetString(bytes.ReadSpan(0, 1024));
        if (Markers.Any(marker => head.Contains(marker, StringComparison.OrdinalIgnoreCase)) || IsScriptedGif(head))
            throw new RefusedMediaException("The file is a picture with a script in it, which is not accepted.");
    }

    private static bool IsScriptedGif(string head)
    {
        if (!head.StartsWith("GIF8", StringComparison.Ordinal) || head.Length < 8) return false;
        var screen = head[6..Math.Min(13, head.Length)];
        return screen.StartsWith("/*", StringComparison.Ordinal) || screen.All(c => c is >= ' ' and <= '~' or '\t' or '\r' or '\n');
    }
}
