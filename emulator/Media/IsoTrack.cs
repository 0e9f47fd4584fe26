namespace Scopix.Media;

/// <summary>One track of an MP4 or MOV. Times are in its own timescale.</summary>
internal sealed class IsoTrack
{
    public long Id { get; set; }
    public string Handler { get; set; } = "";
    public IsoBox SampleDescriptions { get; set; }

    /// <summary>In whole pixels, before the matrix is applied.</summary>
    public (int Width, int Height) Size { get; set; }

    /// <summary>True when the matrix rotates by 90°.</summary>
    public bool SwapsWidthAndHeight { get; set; }
    public long Timescale { get; set; }

    public double Duration { get; set; }
    public double FragmentsEnd { get; set; }

    public double SampleCount { get; set; }
    public long DefaultSampleDuration { get; set; }
    public double Seconds => Timescale > 0 ? Math.Max(Duration, FragmentsEnd) / Timescale : 0;
    public double FrameRate => Duration > 0 ? SampleCount * Timescale / Duration : 0;
}
