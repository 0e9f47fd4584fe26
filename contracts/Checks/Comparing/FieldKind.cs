namespace Scopix.Contracts.Checks.Comparing;

/// <summary>What is compared of a field that both responses have.</summary>
internal enum FieldKind
{
    /// <summary>The type; null is a type.</summary>
    Type,

    /// <summary>The value: a word of an enum, a fact of a file, what the request said.</summary>
    Value,

    /// <summary>The value, if both sides have the same resources.</summary>
    Total,

    /// <summary>The resource, by what is known of its ids.</summary>
    Identity,

    /// <summary>Nothing: it is made by AI, or depends on the plan of an account.</summary>
    Open,
}
