using Scopix.Media.Previews;
using Scopix.Pictures;

// The exit codes: 0 when the emulator has closed the pipe, 2 after a frame that is no request, 3 when libvips cannot be loaded.
if (!PictureWorkerSetup.TryPrepare()) return 3;
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
output.Write(PictureFrames.Greeting);
output.Flush();
using var timeLimit = new TimeLimit();
try
{
    while (PictureFrames.ReadRequest(input) is { } request)
    {
        timeLimit.Begin();
        var picture = VipsPictures.TryMake(request, VipsPictures.MaxPixels, CancellationToken.None);
        timeLimit.End();
        PictureFrames.WriteResponse(output, picture);
    }
    return 0;
}
catch (InvalidDataException)
{
    return 2;
}
catch (IOException)
{
    return 0; // the emulator has ended
}
