namespace Scopix.Emulator.Media;
internal static class FlatText { public static DocumentText Read(Stream s, CancellationToken c) => throw new NotSupportedException(); }
internal static class MarkdownText { public static DocumentText Read(Stream s, CancellationToken c) => throw new NotSupportedException(); }
