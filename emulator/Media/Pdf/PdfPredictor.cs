namespace Scopix.Media.Pdf;

/// <summary>Undoes the PNG and TIFF predictors (ISO 32000-1, 7.4.4.4) of 8-bit samples; other TIFF samples are not changed.</summary>
internal static class PdfPredictor
{
    public static byte[] Undo(byte[] bytes, PdfFilters.ResolvingDictionary parameters)
    {
        var predictor = parameters.GetInt("Predictor", 1);
        if (predictor < 2) return bytes;
        long colors = Math.Clamp(parameters.GetInt("Colors", 1), 1, 32), bits = Math.Clamp(parameters.GetInt("BitsPerComponent", 8), 1, 16);
        var columns = Math.Clamp(parameters.GetInt("Columns", 1), 1, 1 << 24);
        var pixel = (int)Math.Max(1, colors * bits / 8);
        var row = (int)Math.Min(((colors * bits * columns) + 7) / 8, 1 << 28);
        if (predictor >= 10) return UndoPng(bytes, row, pixel);
        if (bits != 8) return bytes;
        for (var start = 0; start < bytes.Length; start += row)
            for (var i = pixel; i < row && start + i < bytes.Length; i++) bytes[start + i] += bytes[start + i - pixel];
        return bytes;
    }

    private static byte[] UndoPng(byte[] bytes, int row, int pixel)
    {
        var output = new byte[bytes.Length];
        var length = 0;
        for (var at = 0; at + 1 < bytes.Length; at += row + 1)
        {
            var filter = bytes[at];
            var size = Math.Min(row, bytes.Length - at - 1);
            for (var i = 0; i < size; i++)
            {
                int left = i >= pixel ? output[length + i - pixel] : 0;
                int up = length >= row ? output[length + i - row] : 0;
                int corner = i >= pixel && length >= row ? output[length + i - row - pixel] : 0;
                output[length + i] = (byte)(bytes[at + 1 + i] + filter switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => 0,
                });
            }
            length += size;
        }
        return output[..length];
    }

    private static int Paeth(int left, int up, int corner)
    {
        int l = Math.Abs(up - corner), u = Math.Abs(left - corner), c = Math.Abs(left + up - corner - corner);
        return l <= u && l <= c ? left : u <= c ? up : corner;
    }
}
