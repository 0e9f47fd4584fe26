using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// The body of <c>PATCH /files/{file_id}</c> (seed 001, File Updates &amp; Deletion): absent leaves a field as it is, a null
/// <c>user_description</c> goes back to the AI's. A null title or tags is taken as absent (assumed).
/// </summary>
internal sealed record UpdateFile
{
    /// <summary>At most 255 characters.</summary>
    public string? Title { get; init; }

    /// <summary>At most 40, each 1–50 characters.</summary>
    public string[]? Tags { get; init; }

    /// <summary>At most 10,000 characters, or null.</summary>
    public JsonElement UserDescription { get; init; }

    /// <summary>The body with its tags as they are kept.</summary>
    /// <exception cref="ApiError">Something is over its limit: 422.</exception>
    public UpdateFile Validate()
    {
        if (Title is not null) RequestParameters.ValidateText("title", Title, 255, "body");
        var tags = Tags is null ? null : FileTags.Normalize(Tags);
        if (UserDescription.ValueKind == JsonValueKind.String)
            RequestParameters.ValidateText("user_description", ReadUnicodeText(UserDescription), 10_000, "body");
        else if (UserDescription.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            throw ApiError.Invalid("user_description", "must be a text or null");
        return this with { Tags = tags };
    }

    /// <summary>The file with the changes.</summary>
    public FileRecord ApplyTo(FileRecord file, DateTimeOffset now) => file with
    {
        Title = Title ?? file.Title,
        Tags = Tags ?? file.Tags,
        TagsSet = file.TagsSet || Tags is not null,
        UserDescription = UserDescription.ValueKind switch
        {
            JsonValueKind.Undefined => file.UserDescription,
            JsonValueKind.Null => null,
            _ => UserDescription.GetString(),
        },
        UpdatedAt = now,
    };

    /// <summary>A text that was not converted with the body: half a surrogate pair and bytes that are no UTF-8 show only now.</summary>
    private static string ReadUnicodeText(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiError.Invalid("user_description", "must be Unicode text");
        }
    }
}

/// <summary>A file's tags and their limits (seed 001, Limits &amp; Constraints).</summary>
internal static class FileTags
{
    /// <summary>Tags a file may have.</summary>
    public const int MaxTags = 40;

    /// <summary>Characters a tag may have.</summary>
    public const int MaxTagLength = 50;

    /// <summary>The tags as they are kept, whatever way they came in: without blanks around them, each once, in order (assumed).</summary>
    /// <param name="tags">As they were sent.</param>
    /// <param name="most">How many may be sent.</param>
    /// <exception cref="ApiError">Too many as sent, or one that is empty or too long without its blanks: 422.</exception>
    public static string[] Normalize(string[] tags, int most = MaxTags)
    {
        if (tags.Length > most) throw ApiError.Invalid("tags", $"at most {most} tags, got {tags.Length}");
        string[] trimmed = [.. tags.Select(tag => tag?.Trim() ?? "")];
        foreach (var tag in trimmed)
        {
            if (tag.Length == 0) throw ApiError.Invalid("tags", "a tag must not be empty");
            RequestParameters.ValidateText("tags", tag, MaxTagLength, "body");
        }
        return [.. trimmed.Distinct()];
    }

    /// <summary>The tags of a comma-separated list; blank ones are left out.</summary>
    public static string[] ParseList(string? list) =>
        Normalize((list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The answer of an update.</summary>
internal sealed record UpdateFileResponse(
    string Id, string? Title, string[] Tags, string? UserDescription, string? UploadDescription, DateTimeOffset UpdatedAt);
