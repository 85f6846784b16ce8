Rem Attribute VBA_ModuleType=VBAModule
Option VBASupport 1
Option Explicit

' Stands in for KpiHost under LibreOffice. What the officer would see or choose goes through files in the folder
' KPI_TEST_FOLDER: told.txt gets a line for every message, opened.txt for every file opened, chosen.txt answers dialogues.

Private Function TestFile(ByVal leaf As String) As String
    TestFile = Environ("KPI_TEST_FOLDER") & "/" & leaf
End Function

' LibreOffice never comes back from storing a workbook with charts here, and unchanged the file is its own best copy.
Public Sub CopyOpenWorkbook(ByVal copyPath As String)
    Dim book As Object
    Dim settings(0) As New com.sun.star.beans.PropertyValue
    book = StarDesktop.CurrentComponent
    If Not book.isModified() Then
        FileCopy ConvertFromURL(book.URL), copyPath
        Exit Sub
    End If
    settings(0).Name = "FilterName"
    settings(0).Value = "Calc MS Excel 2007 XML"
    book.storeToURL ConvertToURL(copyPath), settings()
End Sub

Public Sub CopyWorkbookFile(ByVal bookPath As String, ByVal copyPath As String)
    FileCopy bookPath, copyPath
End Sub

Public Function DocumentsFolder() As String
    DocumentsFolder = Environ("KPI_TEST_FOLDER")
End Function

Public Sub OpenWorkbook(ByVal bookPath As String)
    KpiFiles.AddLine TestFile("opened.txt"), KpiText.Escaped(bookPath)
    Workbooks.Open bookPath
End Sub

Public Sub OpenFile(ByVal filePath As String)
    KpiFiles.AddLine TestFile("opened.txt"), KpiText.Escaped(filePath)
End Sub

Public Sub EditText(ByVal filePath As String)
    If KpiFiles.ReadKey(TestFile("chosen.txt"), "refuse") <> "" Then Err.Raise 70, "", "Permission denied"
    KpiFiles.AddLine TestFile("edited.txt"), KpiText.Escaped(filePath)
End Sub

Public Function PickWorkbook(ByVal title As String) As String
    PickWorkbook = KpiFiles.ReadKey(TestFile("chosen.txt"), "workbook")
End Function

Public Function PickFolder(ByVal title As String) As String
    PickFolder = KpiFiles.ReadKey(TestFile("chosen.txt"), "folder")
End Function

' The command line is two quoted parts with a word between, as the real host gets it.
Public Function RunAndWait(ByVal commandLine As String) As Long
    Dim cut As Long
    cut = InStr(2, commandLine, Chr(34))
    If KpiFiles.ReadKey(TestFile("chosen.txt"), "refuse") <> "" Then Err.Raise 70, "", "Permission denied"
    If Not KpiFiles.FileThere(Mid(commandLine, 2, cut - 2)) Then Err.Raise 53, "", "File not found"
    Shell Mid(commandLine, 2, cut - 2), 0, Mid(commandLine, cut + 2), True
End Function

Public Function ShowOutlookDraft(ByVal recipients As String, ByVal subject As String, ByVal body As String, _
        ByVal attachmentPath As String) As Boolean
    If KpiFiles.ReadKey(TestFile("chosen.txt"), "outlook") = "" Then Exit Function
    KpiFiles.AddLine TestFile("drafts.txt"), KpiText.Escaped(recipients & "|" & subject & "|" & body & "|" & attachmentPath)
    ShowOutlookDraft = True
End Function

Public Sub ShowProgress(ByVal words As String)
End Sub

Public Sub ShowMessage(ByVal message As String, ByVal isProblem As Boolean)
    KpiFiles.AddLine TestFile("told.txt"), IIf(isProblem, "problem|", "ok|") & KpiText.Escaped(message)
End Sub
