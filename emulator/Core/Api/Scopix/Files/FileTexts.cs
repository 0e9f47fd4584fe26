namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The texts by which a file is found.</summary>
/// <param name="Tags">One in a line.</param>
/// <param name="Description">The AI's description and the text of a link's page, once they are revealed.</param>
internal sealed record FileTexts(
    string? Title, string Filename, string Tags, string Description, string? UserDescription, string? VisibleText)
{
    public static FileTexts From(FileRecord file) => new(
        file.Title, file.Filename, string.Join('\n', file.Tags), $"{file.RevealedOutcome?.Description}\n{file.RevealedPage?.Text}",
        file.UserDescription, file.RevealedOutcome?.VisibleText);
}
