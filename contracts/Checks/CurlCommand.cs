namespace Scopix.Contracts.Checks;

/// <summary>Writes the curl command that sends a request again. The key comes from the environment, files by their names.</summary>
public static class CurlCommand
{
    /// <summary>One line for a POSIX shell.</summary>
    public static string Format(Exchange exchange)
    {
        var isLlama = exchange.Url.AbsolutePath.StartsWith("/api/v1/", StringComparison.Ordinal);
        var line = new StringBuilder("curl -s");
        if (exchange.Method != "GET") line.Append(" -X ").Append(exchange.Method);
        line.Append(CultureInfo.InvariantCulture, $" {QuoteUrl(exchange, isLlama)}");
        if (exchange.HasKey)
            line.Append(CultureInfo.InvariantCulture,
                $" -H \"Authorization: Bearer ${(isLlama ? "LLAMA_CLOUD_API_KEY" : "SCOPIX_API_KEY")}\"");
        foreach (var (name, value) in exchange.Request.Headers) line.Append(" -H ").Append(Quote($"{name}: {value}"));
        AppendBody(line, exchange.Request);
        return line.ToString();
    }

    private static void AppendBody(StringBuilder line, RequestContent request)
    {
        foreach (var part in request.Parts)
            line.Append(" -F ").Append(Quote(part.FileName is { } file
                ? $"{part.Name}=@{file}{(part.ContentType is { } type ? $";type={type}" : "")}" : $"{part.Name}={part.Value}"));
        if (request.Parts.Count > 0 || request.ContentType is null) return;
        line.Append(" -H ").Append(Quote($"Content-Type: {request.ContentType}"));
        line.Append(request.Text is { } text ? $" -d {Quote(text)}" : " --data-binary @body");
    }

    /// <summary>The address with the base URL from the environment, which the suite reads too.</summary>
    private static string QuoteUrl(Exchange exchange, bool isLlama)
    {
        var path = exchange.Url.PathAndQuery;
        if (exchange.Operation is null) return Quote(exchange.Url.ToString());
        return isLlama ? $"\"$LLAMA_CLOUD_BASE_URL\"{Quote(path)}"
            : path.StartsWith("/api/v2", StringComparison.Ordinal) ? $"\"$SCOPIX_BASE_URL\"{Quote(path["/api/v2".Length..])}" : Quote(path);
    }

    private static string Quote(string text) => $"'{Redaction.RedactText(text).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
