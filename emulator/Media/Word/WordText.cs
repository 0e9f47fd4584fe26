namespace Scopix.Emulator.Media.Word;
internal static class WordText { public static DocumentText Read(FileBytes s, CancellationToken c) => throw new NotSupportedException(); }
