namespace Scopix.Contracts.Tool;

/// <summary>An operation's id, a family such as <c>files.*</c>, or <c>*</c>.</summary>
internal static class OperationPattern
{
    public static bool Matches(string pattern, string operation) => pattern == operation || pattern == "*"
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && operation.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
