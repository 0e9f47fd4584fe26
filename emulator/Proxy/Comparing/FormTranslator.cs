using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>Translates the texts of a form. The bytes of its files, and a form that cannot be read, stay as they are.</summary>
internal static class FormTranslator
{
    private const int MaxTextBytes = 64 * 1024;

    /// <summary>The form with translated texts; null when nothing of it is translated.</summary>
    public static async Task<SpooledBody?> TranslateAsync(SpooledBody form, string contentType, RequestTranslator translator)
    {
        if (FindBoundary(contentType) is not { } boundary)
        {
            translator.LeaveBody();
            return null;
        }
        try
        {
            var texts = await ReadTextsAsync(form, boundary, translator);
            return texts.Count == 0 ? null : await RewriteAsync(form, boundary, texts);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            translator.LeaveBody();
            return null;
        }
    }

    private static string? FindBoundary(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
            && HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 } own
            ? own : null;

    /// <summary>The translated texts by the number of their part.</summary>
    private static async Task<Dictionary<int, string>> ReadTextsAsync(SpooledBody form, string boundary, RequestTranslator translator)
    {
        Dictionary<int, string> texts = [];
        var reader = new MultipartReader(boundary, form.Open());
        for (var part = 0; await reader.ReadNextSectionAsync() is { } section; part++)
        {
            if (section.GetContentDispositionHeader()?.IsFormDisposition() != true) continue;
            if (await ReadTextAsync(section.Body) is not { } text)
            {
                translator.LeaveBody();
                continue;
            }
            if (translator.TranslateText(text) is var translated && translated != text) texts[part] = translated;
        }
        return texts;
    }

    /// <summary>A text; null when it is too long. A part that has the bytes of a file may be one, if it has no name.</summary>
    private static async Task<string?> ReadTextAsync(Stream part)
    {
        var bytes = new byte[MaxTextBytes + 1];
        var length = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MaxTextBytes ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static async Task<SpooledBody> RewriteAsync(SpooledBody form, string boundary, Dictionary<int, string> texts)
    {
        var rewritten = new SpooledBody();
        var reader = new MultipartReader(boundary, form.Open());
        var buffer = new byte[64 * 1024];
        for (var part = 0; await reader.ReadNextSectionAsync() is { } section; part++)
        {
            rewritten.Add(Encoding.UTF8.GetBytes($"--{boundary}\r\n"));
            foreach (var header in section.Headers ?? [])
                foreach (var value in header.Value) rewritten.Add(Encoding.UTF8.GetBytes($"{header.Key}: {value}\r\n"));
            rewritten.Add("\r\n"u8);
            if (texts.TryGetValue(part, out var text)) rewritten.Add(Encoding.UTF8.GetBytes(text));
            else while (await section.Body.ReadAsync(buffer) is > 0 and var count) rewritten.Add(buffer.AsSpan(0, count));
            rewritten.Add("\r\n"u8);
        }
        rewritten.Add(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return rewritten;
    }
}
