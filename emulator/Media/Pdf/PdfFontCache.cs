namespace Scopix.Media.Pdf;

internal sealed class PdfFontCache(PdfFile file)
{
    private const int MaxCached = 256;
    private readonly Dictionary<int, PdfFont> _byNumber = [];
    private readonly Dictionary<PdfDictionary, PdfFont> _byDictionary = [];

    public PdfFont? Get(PdfValue resource)
    {
        if (resource.Kind == PdfKind.Reference && _byNumber.TryGetValue(resource.ReferencedNumber, out var known)) return known;
        if (file.Resolve(resource) is not { Kind: PdfKind.Dictionary } font) return null;
        if (_byDictionary.TryGetValue(font.Dictionary, out known)) return known;
        if (_byDictionary.Count >= MaxCached)
        {
            _byNumber.Clear();
            _byDictionary.Clear();
        }
        file.Budget.Spend(2000);
        known = _byDictionary[font.Dictionary] = PdfFont.Read(file, font.Dictionary);
        if (resource.Kind == PdfKind.Reference) _byNumber[resource.ReferencedNumber] = known;
        return known;
    }
}
