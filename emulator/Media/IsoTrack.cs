namespace Scopix.Media;

/// <summary>One track of an MP4 or MOV, as its header says and as its fragments add to it. Times are in its own scale.</summary>
internal sealed class IsoTrack
{
    public long Id { get; set; }

    public string Handler { get; set; } = "";

    /// <summary>Its sample entries (<c>stsd</c>).</summary>
    public IsoBox SampleDescriptions { get; set; }

    /// <summary>Whole pixels by its header, before its matrix.</summary>
    public (int Width, int Height) Size { get; set; }

    /// <summary>True when its matrix turns it by a quarter.</summary>
    public bool SwapsWidthAndHeight { get; set; }

    public long Timescale { get; set; }

    /// <summary>From the header and all fragments.</summary>
    public double Duration { get; set; }

    /// <summary>Where the last fragment ends.</summary>
    public double FragmentsEnd { get; set; }

    /// <summary>Pictures or pieces of sound, in the header's table and all fragments.</summary>
    public double SampleCount { get; set; }

    /// <summary>How long a sample of a fragment is that does not say.</summary>
    public long DefaultSampleDuration { get; set; }

    public double Seconds => Timescale > 0 ? Math.Max(Duration, FragmentsEnd) / Timescale : 0;

    public double FrameRate => Duration > 0 ? SampleCount * Timescale / Duration : 0;
}
