using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Http;

/// <summary>
/// The <c>Idempotency-Key</c> header (seed 001 gives its form; the rest is assumed): for 24 hours of the tenant's time, the same key
/// on the same path with the same body gets the first answer again; with another body it is refused with 422.
/// </summary>
public sealed partial class Idempotency
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly string _scope;
    private readonly string _body;

    private Idempotency(string scope, string body) => (_scope, _body) = (scope, body);

    /// <summary>Reads the header; null when there is none.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The body in a form that is equal for equal requests.</param>
    /// <exception cref="ApiError">The key has not the documented form: 422.</exception>
    public static Idempotency? Of(Call call, byte[] body)
    {
        var header = call.Http.Request.Headers["Idempotency-Key"];
        if (header.Count == 0) return null;
        if (header.Count > 1 || !KeyForm().IsMatch(header.ToString()))
            throw ApiError.Invalid("Idempotency-Key", "must be 1 to 128 characters of A-Z a-z 0-9 _ - .", "header");
        return new Idempotency($"{call.Http.Request.Path}\n{header}", Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    /// <summary>The answer that was given before; null when this is the first time.</summary>
    /// <exception cref="ApiError">The key came with another body: 422.</exception>
    public Answer? Find(Turn turn)
    {
        turn.Db.Execute("DELETE FROM idempotency WHERE at <= $1", Database.Micros(turn.Now - Kept));
        var rows = turn.Db.Query("SELECT body, status, answer FROM idempotency WHERE scope = $1", row => (row.GetString(0), row.GetInt32(1), row.GetString(2)), _scope);
        if (rows.Count == 0) return null;
        var (body, status, answer) = rows[0];
        return body == _body
            ? Answer.Again(status, answer)
            : throw ApiError.Invalid("Idempotency-Key", "was used with another body before", "header");
    }

    /// <summary>Remembers an answer.</summary>
    public void Keep(Turn turn, Answer answer) => turn.Db.Execute(
        "INSERT OR REPLACE INTO idempotency VALUES ($1, $2, $3, $4, $5)",
        _scope, _body, answer.Status, System.Text.Encoding.UTF8.GetString(answer.Json!), Database.Micros(turn.Now));

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();
}
