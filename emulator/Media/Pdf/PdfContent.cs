namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// Runs a page's content streams as far as text goes (ISO 32000-1, 8.4, 9.3, 9.4, 14.6): state, positions, strings, forms,
/// replacement texts. Paths, colours, pictures are passed over.
/// </summary>
internal sealed class PdfContent(PdfFile file, PdfFonts fonts, PdfPageText page)
{
    private const int MaxStates = 256, MaxOperands = 512, MaxFormDepth = 12;

    /// <summary>
    /// In a string of no more bytes, character spacing counts as a gap: Ghostscript writes word spaces so. In a longer one it is
    /// tracking, which parts no words.
    /// </summary>
    private const int MaxGapped = 4;

    private readonly Stack<PdfState> _states = new();
    private readonly List<PdfValue> _operands = [];
    private readonly HashSet<PdfStream> _running = [];
    private PdfState _state = new();
    private PdfMatrix _text = PdfMatrix.Identity, _line = PdfMatrix.Identity;

    public void Run(byte[] bytes, PdfDictionary resources, PdfMatrix matrix)
    {
        _state.Matrix = matrix;
        Run(bytes, resources);
    }

    /// <summary>Shows a form so that its box fills a rectangle of the page (ISO 32000-1, 12.5.5).</summary>
    public void Fill(double[] rectangle, PdfStream form, PdfDictionary resources, PdfMatrix matrix)
    {
        var own = PdfMatrix.From([.. file.Get(form.Dictionary["Matrix"]).Array.Select(file.Get)]) ?? PdfMatrix.Identity;
        var box = file.Get(form.Dictionary["BBox"]).Array.Select(side => file.Get(side).Double()).ToArray();
        if (box.Length < 4) return;
        (double X, double Y)[] corners = [own.Apply(box[0], box[1]), own.Apply(box[0], box[3]), own.Apply(box[2], box[1]), own.Apply(box[2], box[3])];
        var (left, bottom) = (corners.Min(corner => corner.X), corners.Min(corner => corner.Y));
        var (width, height) = (corners.Max(corner => corner.X) - left, corners.Max(corner => corner.Y) - bottom);
        if (!(width > 0 && height > 0)) return;
        var (x, y) = ((rectangle[2] - rectangle[0]) / width, (rectangle[3] - rectangle[1]) / height);
        _states.Clear();
        _state = new PdfState { Matrix = new PdfMatrix(x, 0, 0, y, rectangle[0] - (left * x), rectangle[1] - (bottom * y)).Then(matrix) };
        Form(form, resources);
    }

    private void Run(byte[] bytes, PdfDictionary resources)
    {
        var lexer = new PdfLexer(bytes, file.Budget);
        var parser = new PdfParser(lexer, references: false);
        for (var value = parser.Value(); value.Kind != PdfKind.End; value = parser.Value())
        {
            if (value.Kind != PdfKind.Keyword)
            {
                if (_operands.Count < MaxOperands) _operands.Add(value);
                continue;
            }

            if (value.Is("BI")) PdfInlineImage.Skip(lexer);
            else Operator(value.Keyword!, resources);
            _operands.Clear();
        }
    }

    private void Operator(string name, PdfDictionary resources)
    {
        switch (name)
        {
            case "q": if (_states.Count < MaxStates) _states.Push(_state); break;
            case "Q": if (_states.TryPop(out var state)) _state = state; break;
            case "cm": _state.Matrix = (PdfMatrix.From(_operands) ?? PdfMatrix.Identity).Then(_state.Matrix); break;
            case "BT": _text = _line = PdfMatrix.Identity; break;
            case "Tf": SetFont(Operand(0).Name, Number(1), resources); break;
            case "Td": Move(Number(0), Number(1)); break;
            case "TD": (_state.Leading, _) = (-Number(1), 0); Move(Number(0), Number(1)); break;
            case "Tm": _text = _line = PdfMatrix.From(_operands) ?? _line; break;
            case "T*": Move(0, -_state.Leading); break;
            case "Tc": _state.CharacterSpace = Number(0); break;
            case "Tw": _state.WordSpace = Number(0); break;
            case "Tz": _state.Stretch = Math.Clamp(Number(0), -10_000, 10_000) / 100; break;
            case "TL": _state.Leading = Number(0); break;
            case "Ts": _state.Rise = Number(0); break;
            case "gs": SetGraphics(file.Get(Resource(resources, "ExtGState", Operand(0).Name)).Dictionary); break;
            case "Tj": Show(Operand(0)); break;
            case "TJ": ShowAll(Operand(0).Array); break;
            case "'": Move(0, -_state.Leading); Show(Operand(0)); break;
            case "\"": (_state.WordSpace, _state.CharacterSpace) = (Number(0), Number(1)); Move(0, -_state.Leading); Show(Operand(2)); break;
            case "Do": Form(file.Get(Resource(resources, "XObject", Operand(0).Name)).Stream, resources); break;
            case "BDC": page.Begin(Replacement(Operand(1), resources)); break;
            case "BMC": page.Begin(null); break;
            case "EMC": page.End(); break;
        }
    }

    private PdfValue Operand(int index) => index < _operands.Count ? _operands[index] : PdfValue.Nothing;

    private double Number(int index) => Operand(index).Double();

    private PdfValue Resource(PdfDictionary resources, string kind, string? name) =>
        name is null ? PdfValue.Nothing : file.Get(resources[kind]).Dictionary[name];

    private void SetFont(string? name, double size, PdfDictionary resources) =>
        (_state.Font, _state.Size) = (fonts.Get(Resource(resources, "Font", name)), size);

    private void SetGraphics(PdfDictionary graphics)
    {
        if (file.Get(graphics["Font"]).Array is [var font, var size, ..]) (_state.Font, _state.Size) = (fonts.Get(font), file.Get(size).Double());
    }

    private void Move(double x, double y) => _text = _line = new PdfMatrix(1, 0, 0, 1, x, y).Then(_line);

    private void ShowAll(IReadOnlyList<PdfValue> parts)
    {
        foreach (var part in parts)
        {
            if (part.IsNumber) _text = new PdfMatrix(1, 0, 0, 1, -part.Number / 1000 * _state.Size * _state.Stretch, 0).Then(_text);
            else Show(part);
        }
    }

    private void Show(PdfValue text)
    {
        if (_state.Font is not { } font || text.Bytes is not { } bytes) return;
        var matrix = new PdfMatrix(_state.Stretch, 0, 0, 1, 0, 0).Then(_text).Then(_state.Matrix);
        var direction = PdfDirection.Of(matrix);
        var size = Math.Sqrt((matrix.C * matrix.C) + (matrix.D * matrix.D)) * Math.Abs(_state.Size) * font.Scale;
        var wide = bytes.Length > MaxGapped ? Math.Max(0, _state.CharacterSpace) : 0;
        var at = 0.0;
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
        {
            file.Budget.Spend();
            var glyph = font.Next(rest, out var length);
            rest = rest[length..];
            var advance = (glyph.Width * _state.Size) + _state.CharacterSpace;
            var gone = glyph.IsSpace && advance + _state.WordSpace < 0.05 * _state.Size;
            if (!gone) page.Show(glyph.Text, matrix.Apply(at, _state.Rise), matrix.Apply(at + (glyph.Width * _state.Size) + wide, _state.Rise), new PdfStyle(direction, size, font.IsBold, font.IsFixed));
            at += advance + (glyph.IsSpace ? _state.WordSpace : 0);
        }

        _text = new PdfMatrix(1, 0, 0, 1, at * _state.Stretch, 0).Then(_text);
    }

    private void Form(PdfStream? form, PdfDictionary resources)
    {
        if (form is null || file.Get(form.Dictionary["Subtype"]).Name is "Image" or "PS" || _running.Count >= MaxFormDepth || !_running.Add(form)) return;
        file.Budget.Spend(200);
        var (state, text, line, states) = (_state, _text, _line, _states.ToArray());
        var own = file.Get(form.Dictionary["Resources"]);
        var matrix = PdfMatrix.From([.. file.Get(form.Dictionary["Matrix"]).Array.Select(file.Get)]) ?? PdfMatrix.Identity;
        _operands.Clear();
        _states.Clear();
        _state.Matrix = matrix.Then(_state.Matrix);
        Run(PdfFilters.Unpack(file, form), own.Kind == PdfKind.Dictionary ? own.Dictionary : resources);
        (_state, _text, _line) = (state, text, line);
        _states.Clear();
        foreach (var outer in states.Reverse()) _states.Push(outer);
        _running.Remove(form);
    }

    /// <summary>What a marked sequence says instead of its glyphs, if it says so.</summary>
    private string? Replacement(PdfValue properties, PdfDictionary resources)
    {
        var dictionary = properties.Name is { } name ? file.Get(Resource(resources, "Properties", name)).Dictionary : properties.Dictionary;
        if (dictionary.Count == 0 || (properties.Name is not null && file.Decryption is not null)) return null;
        return file.Get(dictionary["ActualText"]).Bytes is { Length: <= 4096 } text ? PdfStrings.Text(text) : null;
    }
}
