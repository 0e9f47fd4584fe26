using Scopix.Fixtures.Media;

namespace Scopix.Emulator.Tests.Fixtures.Media;

/// <summary>The specifications of the files that these tests generate.</summary>
internal static class GeneratedFiles
{
    public static PictureSpec CreatePictureSpec(Subject subject, long seed) => new(subject.Name, seed)
    {
        VisibleText = [.. subject.Texts.Take(3).Select(text => text.Replace('#', '4'))],
        Conditions = [.. subject.Conditions.Take((int)(seed % 3))],
        CapturedAt = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(2)),
    };

    public static DocumentSpec Document { get; } =
        new("Pump inspection: Größe & <results>", "Ada Example", new DateOnly(2026, 3, 1), [.. Enumerable.Range(1, 6).Select(Section)]);

    public static VideoSpec Video { get; } = new(
    [
        new VideoShot(new PictureSpec("pump", 1) { VisibleText = ["PUMP 01"] }, 12),
        new VideoShot(new PictureSpec("kitchen", 2), 8),
        new VideoShot(new PictureSpec("haul truck", 3), 10),
    ])
    { Width = 192, Height = 144, FramesPerSecond = 10, CreatedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) };

    /// <summary>Every word of the document in order, without the marks of its parts.</summary>
    public static IEnumerable<string> Words =>
        Texts(Document).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Texts(DocumentSpec spec) => spec.Sections.SelectMany(section => section.Paragraphs
        .Prepend(section.Heading).Concat(section.Bullets).Concat(section.KeyValues.SelectMany(pair => new[] { pair.Name, pair.Value }))
        .Concat(section.Table.SelectMany(row => row))).Prepend(spec.Author).Prepend(spec.Title);

    private static DocumentSection Section(int number) => new($"Section {number}: valves", 1 + (number % 3))
    {
        Paragraphs =
            [.. Enumerable.Range(1, 3)
                .Select(i =>
                    $"Paragraph {i} of section {number}: the pump “P-10{i}” was found in good order (see ISO-{number}) – we advise to "
                    + $"replace the *seat* of valve_{i} [B] within the year at a cost of €{number}20, and to write | and # and \\ "
                        + "with care.")],
        Bullets = ["Check the seals", "Replace the gasket of pump 7"],
        KeyValues = [("Status", "good"), ("Pressure", $"{number} bar")],
        Table = [.. Enumerable.Range(0, 9)
            .Select(row =>
                (IReadOnlyList<string>)(row == 0 ? ["Item", "State", "Remark"]
                    : [$"V-{row}0{number}", "worn", "replace the seat and the packing of the stem before the next season"]))],
    };
}
