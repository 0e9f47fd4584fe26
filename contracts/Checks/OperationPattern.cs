namespace Scopix.Contracts.Checks;

/// <summary>A pattern of operations: an operation's id, a family such as <c>files.*</c>, or <c>*</c>.</summary>
public static class OperationPattern
{
    /// <summary>Whether a pattern names an operation.</summary>
    public static bool Matches(string pattern, string operation) => pattern == operation || pattern == "*"
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && operation.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
