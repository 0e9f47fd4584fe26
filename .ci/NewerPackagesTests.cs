using System.CommandLine;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Scopix.Client;
using Scopix.Emulator;
using Xunit;

namespace PhotoLibraries;

/// <summary>The packages that a user may have too work beside those of the emulator, in one process.</summary>
public sealed class NewerPackagesTests(ScopixFixture scopix)
{
    [Fact]
    public async Task A_document_that_newer_packages_have_made_is_read()
    {
        var tenant = scopix.NewTenant();
        using var bytes = new MemoryStream();
        var sentence = new Bogus.Faker().Lorem.Sentence();
        using (var document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new Document(new Body(new Paragraph(new Run(new Text(sentence)))));
        Assert.Equal("made", Spectre.Console.Markup.Remove("[green]made[/]"));
        Assert.Empty(new RootCommand("A user's command.").Parse([]).Errors);

        var upload = await tenant.UploadAsync(UploadSource.FromBytes(bytes.ToArray(), "leak.docx"));
        await tenant.UntilIdleAsync();

        using var client = tenant.CreateScopixClient();
        Assert.Equal(sentence, (await client.Documents.GetTextAsync(upload.ImageId)).Text.Trim());
    }
}
