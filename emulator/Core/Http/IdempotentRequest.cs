using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Http;

/// <summary>
/// The <c>Idempotency-Key</c> header (seed 001 gives its form; the rest is assumed). For 24 hours of the tenant's time, a request
/// with the same key, path and body gets the stored response; with another body it is refused with 422.
/// </summary>
internal sealed partial class IdempotentRequest
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly string _scope;
    private readonly string _bodyHash;

    private IdempotentRequest(string scope, string body) => (_scope, _bodyHash) = (scope, body);

    /// <summary>Reads the header; null when it is absent.</summary>
    /// <param name="body">The body, in a form that is identical for equivalent requests.</param>
    /// <exception cref="ApiError">The key does not have the documented form: 422.</exception>
    public static IdempotentRequest? TryCreate(RequestContext context, byte[] body)
    {
        var header = context.Http.Request.Headers["Idempotency-Key"];
        if (header.Count == 0) return null;
        if (header.Count > 1 || !KeyPattern().IsMatch(header.ToString()))
            throw ApiError.Invalid("Idempotency-Key", "must be 1 to 128 characters of A-Z a-z 0-9 _ - .", "header");
        return new IdempotentRequest($"{context.Http.Request.Path}\n{header}", Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    /// <summary>The stored response; null for a new key.</summary>
    /// <exception cref="ApiError">The key was used with another body: 422.</exception>
    public ApiResponse? FindResponse(Transaction transaction)
    {
        transaction.Db.Execute("DELETE FROM idempotency WHERE at <= $1", Database.ToMicroseconds(transaction.Now - Retention));
        var rows = transaction.Db.Query("SELECT body, status, answer FROM idempotency WHERE scope = $1",
            row => (row.GetString(0), row.GetInt32(1), row.GetString(2)), _scope);
        if (rows.Count == 0) return null;
        var (body, status, answer) = rows[0];
        return body == _bodyHash
            ? ApiResponse.FromStored(status, answer)
            : throw ApiError.Invalid("Idempotency-Key", "was already used with another body", "header");
    }

    public void SaveResponse(Transaction transaction, ApiResponse response) => transaction.Db.Execute(
        "INSERT OR REPLACE INTO idempotency VALUES ($1, $2, $3, $4, $5)",
        _scope, _bodyHash, response.Status, Encoding.UTF8.GetString(response.Json!.ToArray()), Database.ToMicroseconds(transaction.Now));

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
