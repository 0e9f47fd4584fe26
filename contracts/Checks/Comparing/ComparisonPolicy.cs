using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>
/// Which requests a candidate can answer as the reference did, and what their responses say about the resources of the two.
/// </summary>
/// <param name="map">What is known of the account.</param>
public sealed partial class ComparisonPolicy(ValueMap map)
{
    private const string OnlyOneHasIt = "they concern resources that only one side has";
    private const string OwnReasons = "they were refused for reasons of the account: its key, a limit, a failure";
    private const string Bytes = "they concern bytes that went to the storage directly";
    private const string NotSettled = "processing was in progress";

    private static readonly FrozenSet<string> ConfirmsBytes = FrozenSet.Create("direct_uploads.complete", "direct_uploads.confirm_part");

    private static readonly FrozenSet<string> Deletes =
        FrozenSet.Create("files.delete", "files.batch_delete", "folders.delete", "projects.delete");

    /// <summary>
    /// Why a request is not sent to the candidate, as the end of a sentence; null when it is sent. What only the reference has from now on
    /// is learned.
    /// </summary>
    public string? FindReasonToSkip(Operation operation, ObservedExchange reference)
    {
        if (reference.Status is 402 or 403 or 429 or >= 500) return OwnReasons;
        if (reference.Status == 401 && reference.Account is not null) return OwnReasons;
        var ids = ReadIds(operation, reference);
        if (ConfirmsBytes.Contains(operation.Id) && reference.Status is < 300 or 409)
        {
            foreach (var id in ids) map.Exclude(id);
            ExcludeCreated(reference);
            return Bytes;
        }
        foreach (var id in ids.Where(id => !CanBeSent(id, reference)))
        {
            if (reference.Status < 300) map.Exclude(id);
            return OnlyOneHasIt;
        }
        return null;
    }

    /// <summary>Whether a request names a resource in its path that has no known counterpart.</summary>
    public bool HasUnknownId(Operation operation, ObservedExchange reference) =>
        ReadIds(operation, reference).Exists(id => map.Find(id) is null);

    /// <summary>
    /// Whether a request may change a resource of the candidate that none of the compared requests has created, e.g. a file of a real
    /// account.
    /// </summary>
    /// <param name="operation">The operation that is called.</param>
    /// <param name="reference">The exchange with the reference.</param>
    /// <param name="translator">What translated the request.</param>
    public bool MayChangeForeignResource(Operation operation, ObservedExchange reference, RequestTranslator translator) =>
        CreatedResources.MayChange(operation) && (translator.HasForeignId
            || ReadIds(operation, reference).Exists(id => map.Find(id) is not { } candidate || !map.IsCreated(candidate)));

    /// <summary>Learns what the candidate has created; to be called before its response is compared.</summary>
    public void LearnCreated(Operation operation, ObservedExchange candidate) => CreatedResources.Learn(operation, candidate, map);

    /// <summary>The reference answered a request that the candidate did not get. It may have created or changed something.</summary>
    public void Miss(Operation operation, ObservedExchange reference)
    {
        if (operation.Method != "GET" && IsSuccess(reference)) LearnDivergence(operation, reference);
    }

    /// <summary>
    /// Why a comparison is not reported, as the end of a sentence; null when it is. What only one side has from now on is learned.
    /// </summary>
    /// <param name="operation">The operation that was called.</param>
    /// <param name="reference">The exchange with the reference.</param>
    /// <param name="candidate">The exchange with the candidate.</param>
    /// <param name="comparison">What was found.</param>
    /// <param name="hasUnknownId">Whether the request named a resource that the candidate may not have.</param>
    public string? FindReasonToIgnore(
        Operation operation, ObservedExchange reference, ObservedExchange candidate, ExchangeComparison comparison, bool hasUnknownId)
    {
        if (candidate.Status == 429) return OwnReasons;
        var kind = operation.Id.Split('.')[0];
        var mayBeForeign = kind is "folders" or "projects" && (map.IsIncomplete || !map.Complete.Contains(kind));
        var isMissing = candidate.Status == 404 && reference.Status != 404 && HasUnknownId(operation, reference);
        if (isMissing || (operation.Method != "GET" && IsSuccess(reference) != IsSuccess(candidate))) LearnDivergence(operation, reference);
        if (comparison.IsDuplicateOfOneSide)
        {
            LearnDivergence(operation, reference);
            return OnlyOneHasIt;
        }
        if (operation.Id == "files.batch_delete" && (comparison.IsUnsettled || comparison.Differences.Count > 0)) ExcludeNamed(reference);
        if (Deletes.Contains(operation.Id) && map.Processing.IsActive(reference.ReceivedAt)) map.HasOtherDeletions = true;
        if (comparison.Differences.Count == 0) return comparison.IsUnsettled ? NotSettled : null;
        if (map.HasOtherDeletions && comparison.Differences.Any(IsOfDeletion)) return NotSettled;
        if (mayBeForeign && IsConflict(reference, candidate)) return OnlyOneHasIt;
        if (map.IsShared && candidate.Status == 409 && IsSuccess(reference)) return OnlyOneHasIt;
        return hasUnknownId && (isMissing || !map.IsShared) ? OnlyOneHasIt : null;
    }

    private static bool IsOfDeletion(Difference difference) => difference.Kind is "missing items" or "extra items" or "size"
        || (difference.Kind == "status" && (difference.Reference == "404" || difference.Candidate == "404"));

    /// <summary>Whether one side alone says that something is there already.</summary>
    private static bool IsConflict(ObservedExchange reference, ObservedExchange candidate) =>
        reference.Status != candidate.Status && (reference.Status == 409 || candidate.Status == 409);

    private static List<string> ReadIds(Operation operation, ObservedExchange reference) =>
        [.. operation.ReadPathValues(reference.Url.AbsolutePath).Where(value => FieldKinds.IsIdentity(value.Key))
            .Select(value => value.Value)];

    /// <summary>An id that both sides know, or neither; one that is no id is refused by both.</summary>
    private bool CanBeSent(string id, ObservedExchange reference)
    {
        if (map.Find(id) is not null || !Id().IsMatch(id)) return true;
        return !map.IsExcluded(id) && (map.IsShared || reference.Status == 404);
    }

    private void LearnDivergence(Operation operation, ObservedExchange reference)
    {
        map.IsIncomplete = true;
        foreach (var id in ReadIds(operation, reference)) map.Exclude(id);
        ExcludeCreated(reference);
    }

    /// <summary>Files that one side has deleted and the other has not.</summary>
    private void ExcludeNamed(ObservedExchange reference)
    {
        if (reference.RequestJson is not { } json) return;
        foreach (Match id in AnyId().Matches(Encoding.UTF8.GetString(json.Span))) map.Exclude(id.Value);
    }

    private void ExcludeCreated(ObservedExchange reference)
    {
        map.IsIncomplete = true;
        if (reference.ResponseBody is not { IsEmpty: false } body || !IsSuccess(reference)) return;
        using var json = UnicodeJson.TryParse(body);
        if (json?.RootElement.ValueKind != JsonValueKind.Object) return;
        foreach (var property in json.RootElement.EnumerateObject())
            if (CreatedResources.IdNames.Contains(property.Name) && property.Value.ValueKind == JsonValueKind.String)
                map.Exclude(property.Value.GetString()!);
    }

    private static bool IsSuccess(ObservedExchange exchange) => exchange.Status < 400;

    [GeneratedRegex("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$")]
    private static partial Regex Id();

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex AnyId();
}
