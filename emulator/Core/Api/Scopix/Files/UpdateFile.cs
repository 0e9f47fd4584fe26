namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// The body of <c>PATCH /files/{file_id}</c> (seed 001, File Updates &amp; Deletion): an absent field is not changed, a null
/// <c>user_description</c> restores the AI's description. A null title or null tags count as absent (assumed).
/// </summary>
internal sealed record UpdateFile
{
    /// <summary>At most 255 characters.</summary>
    public string? Title { get; init; }

    /// <summary>At most 40, each 1–50 characters.</summary>
    public string[]? Tags { get; init; }

    /// <summary>The greatest length of a user's description, in characters (documented).</summary>
    public const int MaxDescriptionLength = 10_000;

    /// <summary>At most 10,000 characters, or null.</summary>
    public JsonElement UserDescription { get; init; }

    /// <summary>Checks the body and normalizes its tags.</summary>
    /// <exception cref="ApiError">A field is over its limit: 422.</exception>
    public UpdateFile Validate()
    {
        if (Title is not null) RequestParameters.ValidateText("title", Title, 255, "body");
        var tags = Tags is null ? null : FileTags.Normalize(Tags);
        if (UserDescription.ValueKind == JsonValueKind.String)
            RequestParameters.ValidateText("user_description", ReadUnicodeText(UserDescription), MaxDescriptionLength, "body");
        else if (UserDescription.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            throw ApiError.Invalid("user_description", "must be a text or null");
        return this with { Tags = tags };
    }

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

    /// <summary>A JSON element is not decoded with the body: invalid UTF-8 and half surrogate pairs are found here.</summary>
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
    public const int MaxTags = 40;

    public const int MaxTagLength = 50;

    /// <summary>Trims tags and removes duplicates; the order is the same (assumed).</summary>
    /// <exception cref="ApiError">There are too many before duplicates are removed, or a trimmed tag is empty or too long: 422.</exception>
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

    /// <summary>Reads a comma-separated list; blank tags are left out.</summary>
    public static string[] ParseList(string? list) =>
        Normalize((list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}

internal sealed record UpdateFileResponse(
    string Id, string? Title, string[] Tags, string? UserDescription, string? UploadDescription, DateTimeOffset UpdatedAt);
