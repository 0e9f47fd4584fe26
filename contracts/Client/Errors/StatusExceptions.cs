namespace Scopix.Client;

/// <summary>401: no key, or one that is invalid, expired or deactivated; <see cref="ScopixException.Code"/> says which.</summary>
public sealed class AuthenticationException : ScopixException
{
    internal AuthenticationException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>402: the subscription is past due.</summary>
public sealed class PaymentRequiredException : ScopixException
{
    internal PaymentRequiredException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>403: the key may not do this.</summary>
public sealed class PermissionDeniedException : ScopixException
{
    internal PermissionDeniedException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>404: the resource does not exist, or it belongs to another tenant.</summary>
public sealed class NotFoundException : ScopixException
{
    internal NotFoundException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>409: the resource's state forbids it.</summary>
public sealed class ConflictException : ScopixException
{
    internal ConflictException(ErrorDetails failure) : base(failure)
    {
    }
}

/// <summary>400 or 422: input that is not accepted.</summary>
public sealed class ValidationException : ScopixException
{
    internal ValidationException(ErrorDetails failure) : base(failure) => Fields = failure.Fields;

    /// <summary>The invalid fields and the problem of each; empty when the service does not say.</summary>
    public IReadOnlyList<FieldError> Fields { get; }
}

/// <summary>An invalid field.</summary>
/// <param name="Field">The field's name; FastAPI's prefix for the place, as in <c>query.limit</c>, is removed.</param>
/// <param name="Issue">The problem.</param>
public sealed record FieldError(string Field, string Issue);

/// <summary>413: the file or the body is too large for this operation.</summary>
public sealed class PayloadTooLargeException : ScopixException
{
    internal PayloadTooLargeException(ErrorDetails failure) : base(failure) => SuggestedEndpoint = failure.SuggestedEndpoint;

    /// <summary>The path that accepts it, e.g. <c>/api/v2/files/direct-uploads</c>; null when the service names none.</summary>
    public string? SuggestedEndpoint { get; }
}

/// <summary>
/// 429: too many requests in the window or at once; <see cref="ScopixException.RetryAfter"/> says how long to wait.
/// </summary>
public sealed class RateLimitException : ScopixException
{
    internal RateLimitException(ErrorDetails failure) : base(failure) =>
        (Limit, Remaining, Reset) = (failure.Limit, failure.Remaining, failure.Reset);

    /// <summary>Requests allowed in a window.</summary>
    public int? Limit { get; }

    /// <summary>Requests left in the window.</summary>
    public int? Remaining { get; }

    /// <summary>When the window ends.</summary>
    public DateTimeOffset? Reset { get; }
}

/// <summary>
/// The month's allowance or the storage is used up (codes <c>USAGE_LIMIT_EXCEEDED</c>, <c>STORAGE_QUOTA_EXCEEDED</c>); a retry
/// does not help.
/// </summary>
public sealed class QuotaExceededException : ScopixException
{
    internal QuotaExceededException(ErrorDetails failure) : base(failure)
    {
    }

    internal QuotaExceededException(QuotaInfo quota)
        : base(quota.Message ?? $"The quota allows {quota.Available} more uploads; {quota.Requested} were requested.") =>
            (Quota, Code) = (quota, "USAGE_LIMIT_EXCEEDED");

    /// <summary>The result of the quota check; null when another request failed.</summary>
    public QuotaInfo? Quota { get; }
}

/// <summary>5xx: the service failed.</summary>
public sealed class ServerException : ScopixException
{
    internal ServerException(ErrorDetails failure) : base(failure)
    {
    }
}
