namespace Scopix.Media;

/// <summary>Refuses texts by their beginning, after white space and comments: scripts that announce themselves, HTML, SVG, other XML, RTF
/// and PostScript. Source code without such a beginning is plain text. Assumed: seed 001 only says "executables, scripts".</summary>
internal static class RefusedTextFormats
{
    private static readonly (string Beginning, string Kind)[] Beginnings =
    [
        ("#!", "a script"), ("@echo off", "a batch script"), ("<?php", "a PHP script"), ("<?=", "a PHP script"),
        ("<%", "a server page script"), ("<script", "a script"), ("#requires -", "a PowerShell script"),
        ("<#", "a PowerShell script"), ("[cmdletbinding(", "a PowerShell script"), ("param(", "a PowerShell script"),
        ("param (", "a PowerShell script"), ("set-executionpolicy ", "a PowerShell script"), ("<!doctype html", "an HTML page"),
        ("<html", "an HTML page"), ("<head", "an HTML page"), ("<body", "an HTML page"), ("<iframe", "an HTML page"),
        ("<style", "an HTML page"), ("<title", "an HTML page"), ("<meta", "an HTML page"), ("<svg", "an SVG picture"),
        ("<!doctype svg", "an SVG picture"), ("<?xml", "XML"), ("<!doctype", "XML"), ("<!entity", "XML"),
        ("{\\rtf", "an RTF document"), ("%!ps", "a PostScript document"),
    ];

    public static void ThrowIfRefused(string head)
    {
        var text = SkipComments(head);
        foreach (var (beginning, kind) in Beginnings)
            if (BeginsWith(text, beginning)) throw RefusedMediaException.ForKind(RefineXmlKind(text, kind));
    }

    private static ReadOnlySpan<char> SkipComments(ReadOnlySpan<char> text)
    {
        text = TrimStart(text);
        while (text.StartsWith("<!--") && text.IndexOf("-->") is var end and > 0) text = TrimStart(text[(end + 3)..]);
        return text;
    }

    private static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text) => text.TrimStart('\uFEFF').TrimStart();

    /// <summary>A tag's name must end where the pattern does: <c>&lt;header&gt;</c> in Markdown is not <c>&lt;head</c>.</summary>
    private static bool BeginsWith(ReadOnlySpan<char> text, string beginning) =>
        text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
        && (!char.IsLetter(beginning[^1]) || !beginning.StartsWith('<') || text.Length == beginning.Length
            || !char.IsLetterOrDigit(text[beginning.Length]));

    private static string RefineXmlKind(ReadOnlySpan<char> text, string kind) =>
        kind == "XML" && text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "an SVG picture" : kind;
}
