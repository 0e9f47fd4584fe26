namespace Scopix.Media.Pdf;

/// <summary>A page with its inherited attributes. The box is the crop box, or else the media box: left, bottom, right, top. The rotation
/// is 0, 90, 180 or 270, clockwise.</summary>
internal sealed record PdfPage(PdfDictionary Dictionary, PdfDictionary Resources, double[] Box, int Rotation)
{
    public double Width => Rotation % 180 == 0 ? Box[2] - Box[0] : Box[3] - Box[1];
    public double Height => Rotation % 180 == 0 ? Box[3] - Box[1] : Box[2] - Box[0];

    /// <summary>From user space to the page as displayed, in points from its top left corner.</summary>
    public PdfMatrix DisplayMatrix => Rotation switch
    {
        90 => new PdfMatrix(0, 1, 1, 0, -Box[1], -Box[0]),
        180 => new PdfMatrix(-1, 0, 0, 1, Box[2], -Box[1]),
        270 => new PdfMatrix(0, -1, -1, 0, Box[3], Box[2]),
        _ => new PdfMatrix(1, 0, 0, -1, -Box[0], Box[3]),
    };
}

/// <summary>Walks the page tree (ISO 32000-1, 7.7.3) without its counts; no node is visited twice.</summary>
internal sealed class PdfPageTree(PdfFile file)
{
    private const int MaxDepth = 64;
    private static readonly double[] LetterSize = [0, 0, 612, 792];
    private readonly HashSet<int> _visited = [];

    public IEnumerable<PdfPage> ReadPages()
    {
        var waiting = new Stack<(PdfValue Node, InheritedAttributes Inherited, int Depth)>();
        waiting.Push((file.Root["Pages"], default, 0));
        while (waiting.TryPop(out var next))
        {
            file.Budget.Spend(4);
            if (next.Depth > MaxDepth || (next.Node.Kind == PdfKind.Reference && !_visited.Add(next.Node.ReferencedNumber))) continue;
            if (file.Resolve(next.Node) is not { Kind: PdfKind.Dictionary } node) continue;
            var attributes = next.Inherited.With(node.Dictionary);
            var kids = file.Resolve(node.Dictionary["Kids"]);
            if (kids.Kind != PdfKind.Array) yield return CreatePage(node.Dictionary, attributes);
            else for (var i = kids.Array.Count - 1; i >= 0; i--) waiting.Push((kids.Array[i], attributes, next.Depth + 1));
        }
    }

    private PdfPage CreatePage(PdfDictionary page, InheritedAttributes inherited)
    {
        var rotation = file.Resolve(inherited.Rotate).ToInt() % 360 / 90 * 90;
        var media = ReadBox(inherited.MediaBox) ?? LetterSize;
        var box = ReadBox(inherited.CropBox) is { } crop ? Intersect(crop, media) : media;
        return new PdfPage(page, file.Resolve(inherited.Resources).Dictionary, box, rotation < 0 ? rotation + 360 : rotation);
    }

    private double[]? ReadBox(PdfValue value) => file.ReadRectangle(value) is { } box
        && box[2] - box[0] is >= 1 and < 1e6 && box[3] - box[1] is >= 1 and < 1e6 ? box : null;

    private static double[] Intersect(double[] crop, double[] media)
    {
        double[] box = [Math.Max(crop[0], media[0]), Math.Max(crop[1], media[1]), Math.Min(crop[2], media[2]), Math.Min(crop[3], media[3])];
        return box[2] - box[0] >= 1 && box[3] - box[1] >= 1 ? box : media;
    }

    private readonly record struct InheritedAttributes(PdfValue Resources, PdfValue MediaBox, PdfValue CropBox, PdfValue Rotate)
    {
        public InheritedAttributes With(PdfDictionary node) => new(
            GetOwnOrInherited(node, "Resources", Resources), GetOwnOrInherited(node, "MediaBox", MediaBox),
            GetOwnOrInherited(node, "CropBox", CropBox), GetOwnOrInherited(node, "Rotate", Rotate));

        private static PdfValue GetOwnOrInherited(PdfDictionary node, string key, PdfValue inherited) =>
            node[key] is { Kind: not PdfKind.Null } own ? own : inherited;
    }
}
