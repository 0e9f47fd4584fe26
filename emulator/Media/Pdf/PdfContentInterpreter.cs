namespace Scopix.Media.Pdf;

/// <summary>Runs a page's content streams as far as they affect text (ISO 32000-1, 8.4, 9.3, 9.4, 14.6). Paths, colours and pictures are
/// skipped.</summary>
internal sealed class PdfContentInterpreter(PdfFile file, PdfFontCache fonts, PdfTextCollector collector)
{
    private const int MaxStates = 256, MaxOperands = 512, MaxFormDepth = 12;

    /// <summary>In strings of up to this many bytes, character spacing counts as a gap: Ghostscript writes word spaces that way. In
    /// longer ones it is tracking.</summary>
    private const int MaxSpacedStringLength = 4;
    private readonly Stack<PdfGraphicsState> _states = new();
    private readonly List<PdfValue> _operands = [];
    private readonly HashSet<PdfStream> _runningForms = [];
    private PdfGraphicsState _state = new();
    private PdfMatrix _textMatrix = PdfMatrix.Identity, _lineMatrix = PdfMatrix.Identity;

    public void Run(byte[] bytes, PdfDictionary resources, PdfMatrix matrix)
    {
        _state.Matrix = matrix;
        Run(bytes, resources);
    }

    /// <summary>Draws a form so that its box fills a rectangle of the page (ISO 32000-1, 12.5.5).</summary>
    public void RunAppearance(double[] rectangle, PdfStream form, PdfDictionary resources, PdfMatrix matrix)
    {
        if (file.ReadRectangle(form.Dictionary["BBox"]) is not { } box) return;
        var own = file.ReadMatrix(form.Dictionary["Matrix"]) ?? PdfMatrix.Identity;
        (double X, double Y)[] corners = [own.Apply(box[0], box[1]), own.Apply(box[0], box[3]), own.Apply(box[2], box[1]),
            own.Apply(box[2], box[3])];
        var (left, bottom) = (corners.Min(corner => corner.X), corners.Min(corner => corner.Y));
        var (width, height) = (corners.Max(corner => corner.X) - left, corners.Max(corner => corner.Y) - bottom);
        if (!(width > 0 && height > 0)) return;
        var (x, y) = ((rectangle[2] - rectangle[0]) / width, (rectangle[3] - rectangle[1]) / height);
        _states.Clear();
        var scaled = new PdfMatrix(x, 0, 0, y, rectangle[0] - (left * x), rectangle[1] - (bottom * y));
        _state = new PdfGraphicsState { Matrix = scaled.Then(matrix) };
        RunForm(form, resources);
    }

    private void Run(byte[] bytes, PdfDictionary resources)
    {
        var lexer = new PdfLexer(bytes, file.Budget);
        var parser = new PdfParser(lexer, references: false);
        for (var value = parser.ReadValue(); value.Kind != PdfKind.End; value = parser.ReadValue())
        {
            if (value.Kind != PdfKind.Keyword)
            {
                if (_operands.Count < MaxOperands) _operands.Add(value);
                continue;
            }
            if (value.IsKeyword("BI")) PdfInlineImage.Skip(lexer);
            else Execute(value.Keyword!, resources);
            _operands.Clear();
        }
    }

    private void Execute(string name, PdfDictionary resources)
    {
        switch (name)
        {
            case "q": if (_states.Count < MaxStates) _states.Push(_state); break;
            case "Q": if (_states.TryPop(out var state)) _state = state; break;
            case "cm": _state.Matrix = (PdfMatrix.From(_operands) ?? PdfMatrix.Identity).Then(_state.Matrix); break;
            case "BT": _textMatrix = _lineMatrix = PdfMatrix.Identity; break;
            case "Tf": SetFont(GetOperand(0).Name, GetNumber(1), resources); break;
            case "Td": MoveLine(GetNumber(0), GetNumber(1)); break;
            case "TD": _state.Leading = -GetNumber(1); MoveLine(GetNumber(0), GetNumber(1)); break;
            case "Tm": _textMatrix = _lineMatrix = PdfMatrix.From(_operands) ?? _lineMatrix; break;
            case "T*": MoveLine(0, -_state.Leading); break;
            case "Tc": _state.CharacterSpacing = GetNumber(0); break;
            case "Tw": _state.WordSpacing = GetNumber(0); break;
            case "Tz": _state.HorizontalScaling = Math.Clamp(GetNumber(0), -10_000, 10_000) / 100; break;
            case "TL": _state.Leading = GetNumber(0); break;
            case "Ts": _state.Rise = GetNumber(0); break;
            case "gs": SetGraphicsState(file.Resolve(FindResource(resources, "ExtGState", GetOperand(0).Name)).Dictionary); break;
            case "Tj": Show(GetOperand(0)); break;
            case "TJ": ShowParts(GetOperand(0).Array); break;
            case "'": MoveLine(0, -_state.Leading); Show(GetOperand(0)); break;
            case "\"":
                (_state.WordSpacing, _state.CharacterSpacing) = (GetNumber(0), GetNumber(1));
                MoveLine(0, -_state.Leading);
                Show(GetOperand(2));
                break;
            case "Do": RunForm(file.Resolve(FindResource(resources, "XObject", GetOperand(0).Name)).Stream, resources); break;
            case "BDC": collector.BeginMarkedContent(FindActualText(GetOperand(1), resources)); break;
            case "BMC": collector.BeginMarkedContent(null); break;
            case "EMC": collector.EndMarkedContent(); break;
        }
    }

    private PdfValue GetOperand(int index) => index < _operands.Count ? _operands[index] : PdfValue.Null;

    private double GetNumber(int index) => GetOperand(index).ToDouble();

    private PdfValue FindResource(PdfDictionary resources, string kind, string? name) =>
        name is null ? PdfValue.Null : file.Resolve(resources[kind]).Dictionary[name];

    private void SetFont(string? name, double size, PdfDictionary resources) =>
        (_state.Font, _state.FontSize) = (fonts.Get(FindResource(resources, "Font", name)), size);

    private void SetGraphicsState(PdfDictionary graphics)
    {
        if (file.Resolve(graphics["Font"]).Array is [var font, var size, ..])
            (_state.Font, _state.FontSize) = (fonts.Get(font), file.Resolve(size).ToDouble());
    }

    private void MoveLine(double x, double y) => _textMatrix = _lineMatrix = new PdfMatrix(1, 0, 0, 1, x, y).Then(_lineMatrix);

    private void MoveText(double x) => _textMatrix = new PdfMatrix(1, 0, 0, 1, x * _state.HorizontalScaling, 0).Then(_textMatrix);

    private void ShowParts(IReadOnlyList<PdfValue> parts)
    {
        foreach (var part in parts)
        {
            if (part.IsNumber) MoveText(-part.Number / 1000 * _state.FontSize);
            else Show(part);
        }
    }

    private void Show(PdfValue text)
    {
        if (_state.Font is not { } font || text.Bytes is not { } bytes) return;
        var matrix = new PdfMatrix(_state.HorizontalScaling, 0, 0, 1, 0, 0).Then(_textMatrix).Then(_state.Matrix);
        var direction = PdfDirection.FromMatrix(matrix);
        var size = Math.Sqrt((matrix.C * matrix.C) + (matrix.D * matrix.D)) * Math.Abs(_state.FontSize) * font.Scale;
        var tracking = bytes.Length > MaxSpacedStringLength ? Math.Max(0, _state.CharacterSpacing) : 0;
        var at = 0.0;
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
        {
            file.Budget.Spend();
            var glyph = font.ReadGlyph(rest, out var length);
            rest = rest[length..];
            var advance = (glyph.Width * _state.FontSize) + _state.CharacterSpacing;
            var isDropped = glyph.IsSpace && advance + _state.WordSpacing < 0.05 * _state.FontSize;
            if (!isDropped) collector.AddText(glyph.Text, matrix.Apply(at, _state.Rise),
                matrix.Apply(at + (glyph.Width * _state.FontSize) + tracking, _state.Rise),
                new PdfStyle(direction, size, font.IsBold, font.IsFixedPitch));
            at += advance + (glyph.IsSpace ? _state.WordSpacing : 0);
        }
        MoveText(at);
    }

    private void RunForm(PdfStream? form, PdfDictionary resources)
    {
        if (form is null || file.Resolve(form.Dictionary["Subtype"]).Name is "Image" or "PS" || _runningForms.Count >= MaxFormDepth
            || !_runningForms.Add(form)) return;
        file.Budget.Spend(200);
        var (state, text, line, states) = (_state, _textMatrix, _lineMatrix, _states.ToArray());
        var own = file.Resolve(form.Dictionary["Resources"]);
        var matrix = file.ReadMatrix(form.Dictionary["Matrix"]) ?? PdfMatrix.Identity;
        _operands.Clear();
        _states.Clear();
        _state.Matrix = matrix.Then(_state.Matrix);
        Run(PdfFilters.Decode(file, form), own.Kind == PdfKind.Dictionary ? own.Dictionary : resources);
        (_state, _textMatrix, _lineMatrix) = (state, text, line);
        _states.Clear();
        foreach (var outer in states.Reverse()) _states.Push(outer);
        _runningForms.Remove(form);
    }

    /// <summary>The text that replaces the glyphs of a marked sequence; null when there is none.</summary>
    private string? FindActualText(PdfValue properties, PdfDictionary resources)
    {
        var dictionary = properties.Name is { } name
            ? file.Resolve(FindResource(resources, "Properties", name)).Dictionary : properties.Dictionary;
        if (dictionary.Count == 0 || (properties.Name is not null && file.Decryptor is not null)) return null;
        return file.Resolve(dictionary["ActualText"]).Bytes is { Length: <= 4096 } text ? PdfStrings.Decode(text) : null;
    }
}
