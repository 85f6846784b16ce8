Attribute VB_Name = "KpiHost"
Option Explicit

' Everything that needs the real Excel, Outlook, Windows or macOS, and no decisions: tests
' put a stand-in for LibreOffice in its place, and run all other modules as they are.

Public Sub CopyOpenWorkbook(ByVal copyPath As String)
    ActiveWorkbook.SaveCopyAs copyPath
End Sub

' Through Excel and not FileCopy, because the file may lie on SharePoint or be open here already.
Public Sub CopyWorkbookFile(ByVal bookPath As String, ByVal copyPath As String)
    Dim book As Workbook
    For Each book In Workbooks
        If book.FullName = bookPath Then
            book.SaveCopyAs copyPath
            Exit Sub
        End If
    Next book
    On Error GoTo Restore
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    Set book = Workbooks.Open(bookPath, 0, True)
    book.SaveCopyAs copyPath
    book.Close False
Restore:
    Application.EnableEvents = True
    Application.ScreenUpdating = True
    If Err.Number <> 0 Then Err.Raise Err.Number, , Err.Description
End Sub

' Where Excel saves a workbook unless told otherwise.
Public Function DocumentsFolder() As String
    DocumentsFolder = Application.DefaultFilePath
End Function

Public Sub OpenWorkbook(ByVal bookPath As String)
    Workbooks.Open bookPath
End Sub

Public Sub OpenFile(ByVal filePath As String)
    ThisWorkbook.FollowHyperlink filePath
End Sub

' In a plain editor: the settings' kind of file belongs to no program.
Public Sub EditText(ByVal filePath As String)
#If Mac Then
    AppleScriptTask "KpiWorkbook.applescript", "RunCommand", "open -t " & KpiFiles.Quoted(filePath)
#Else
    CreateObject("WScript.Shell").Run "notepad.exe " & KpiFiles.Quoted(filePath), 1, False
#End If
End Sub

Public Function PickWorkbook(ByVal title As String) As String
    Dim chosen As Variant
#If Mac Then
    chosen = Application.GetOpenFilename(, , title)
#Else
    chosen = Application.GetOpenFilename("Workbooks (*.xls*;*.ods), *.xls*;*.ods", , title)
#End If
    If VarType(chosen) = vbString Then PickWorkbook = chosen
End Function

Public Function PickFolder(ByVal title As String) As String
#If Mac Then
    PickFolder = AppleScriptTask("KpiWorkbook.applescript", "ChooseFolder", title)
#Else
    With Application.FileDialog(msoFileDialogFolderPicker)
        .Title = title
        If .Show = -1 Then PickFolder = .SelectedItems(1)
    End With
#End If
End Function

' Starts a program without a window and waits for its exit code.
Public Function RunAndWait(ByVal commandLine As String) As Long
#If Mac Then
    RunAndWait = CLng(AppleScriptTask("KpiWorkbook.applescript", "RunCommand", commandLine))
#Else
    RunAndWait = CreateObject("WScript.Shell").Run(commandLine, 0, True)
#End If
End Function

' False where classic Outlook is not there, or would not take the message.
Public Function ShowOutlookDraft(ByVal recipients As String, ByVal subject As String, ByVal body As String, _
        ByVal attachmentPath As String) As Boolean
    Dim mail As Object
    On Error GoTo NoOutlook
    Set mail = CreateObject("Outlook.Application").CreateItem(0)
    mail.To = recipients
    mail.Subject = subject
    mail.Body = body
    mail.Attachments.Add attachmentPath
    mail.Display
    ShowOutlookDraft = True
NoOutlook:
End Function

Public Sub ShowProgress(ByVal words As String)
    If words = "" Then
        Application.StatusBar = False
    Else
        Application.StatusBar = words
    End If
End Sub

Public Sub ShowMessage(ByVal message As String, ByVal isProblem As Boolean)
    If isProblem Then
        MsgBox message, vbExclamation, "KPI scrutiny"
    Else
        MsgBox message, vbInformation, "KPI scrutiny"
    End If
End Sub
