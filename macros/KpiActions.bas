Attribute VB_Name = "KpiActions"
Option Explicit

' What a button does: a new job folder with a copy of the open workbook, unsaved edits and
' all; what is asked in job.txt; the program run on that folder; then whatever result.txt says.

Private Const MessageLimit As Long = 1000
Private Const PathNotFound As Long = 76
Private Const FileNotFound As Long = 53
Private Const PermissionDenied As Long = 70
Private Const ShellFileNotFound As Long = -2147024894
Private Const ShellPathNotFound As Long = -2147024893
Private Const ShellAccessDenied As Long = -2147024891

Public Sub RunAction(ByVal action As String)
    Dim jobFolder As String
    Dim bookName As String
    Dim chosen As String
    Dim exitCode As Long
    Dim starting As Boolean
    Dim problem As String

    On Error GoTo Failed
    If Not ActiveWorkbook Is Nothing Then bookName = ActiveWorkbook.Name
    If Not CanStart(action, bookName) Then Exit Sub
    If action = "compare" Then chosen = KpiHost.PickWorkbook("Choose last month's KPI workbook")
    If action = "batch" Then chosen = KpiHost.PickFolder("Choose the folder of KPI workbooks")
    If NeedsChoice(action) And chosen = "" Then Exit Sub
    KpiHost.ShowProgress "KPI Workbook is working ..."
    jobFolder = KpiFiles.NewJobFolder()
    WriteJob action, jobFolder, bookName, chosen
    starting = True
    exitCode = KpiHost.RunAndWait(KpiFiles.Quoted(KpiFiles.ProgramPath()) & " job " & KpiFiles.Quoted(jobFolder))
    starting = False
    KpiHost.ShowProgress ""
    ActOnResult KpiFiles.JoinPath(jobFolder, "result.txt"), bookName, exitCode
    Exit Sub

Failed:
    problem = OtherProblem(Err.Number, Err.Description)
    If starting Then problem = StartProblem(Err.Number, problem)
    KpiHost.ShowProgress ""
    NoteInLog action, problem
    Tell problem, True
End Sub

' The log may be what cannot be written; the officer is told all the same.
Private Sub NoteInLog(ByVal action As String, ByVal problem As String)
    On Error Resume Next
    KpiFiles.AddLine KpiFiles.LogPath(), Now & " " & action & ", problem: " & KpiText.Escaped(problem)
End Sub

' Help and log must be within reach when nothing else works: where no program may open them, their path is told.
Public Sub ShowHelp()
    On Error GoTo NotShown
    If KpiFiles.FileThere(KpiFiles.HelpPath()) Then
        KpiHost.OpenFile KpiFiles.HelpPath()
    Else
        Tell "There is no help page yet. It would be " & KpiFiles.HelpPath() & ".", True
    End If
    Exit Sub
NotShown:
    Tell "Please open the help page yourself: " & KpiFiles.HelpPath() & ".", True
End Sub

Public Sub ShowLog()
    On Error GoTo NotShown
    If KpiFiles.FileThere(KpiFiles.LogPath()) Then
        KpiHost.EditText KpiFiles.LogPath()
    Else
        Tell "Nothing has been logged yet. It would be in " & KpiFiles.LogPath() & ".", True
    End If
    Exit Sub
NotShown:
    Tell "Please open the log yourself: " & KpiFiles.LogPath() & ".", True
End Sub

Public Sub Tell(ByVal message As String, ByVal isProblem As Boolean)
    KpiHost.ShowMessage KpiText.Shortened(message, MessageLimit), isProblem
End Sub

' Why the program did not start, and what to do about it; `otherwise` for a reason not known here.
Public Function StartProblem(ByVal number As Long, ByVal otherwise As String) As String
    Select Case number
        Case ShellFileNotFound, ShellPathNotFound, FileNotFound, PathNotFound
            StartProblem = "The program is no longer at " & KpiFiles.ProgramPath() & _
                ". Run  kpi-workbook install-addin  again, then start Excel again."
        Case ShellAccessDenied, PermissionDenied
            StartProblem = "Windows did not let Excel start " & KpiFiles.ProgramPath() & _
                ". Your council may block Office from starting programs. Run  kpi-workbook install-addin --check" & _
                "  and pass what it says to IT; until then, use the same commands outside Excel:" & _
                "  kpi-workbook check  and  kpi-workbook build  on the saved workbook."
        Case Else
            StartProblem = otherwise
    End Select
End Function

Public Function OtherProblem(ByVal number As Long, ByVal description As String) As String
    OtherProblem = "Excel could not finish this: " & description & " (" & number & "). Close other " & _
        "workbooks of the same name and try once more; the log is " & KpiFiles.LogPath() & "."
End Function

Public Function NeedsWorkbook(ByVal action As String) As Boolean
    NeedsWorkbook = (action <> "batch" And action <> "settings")
End Function

Public Function NeedsChoice(ByVal action As String) As Boolean
    NeedsChoice = (action = "batch" Or action = "compare")
End Function

Public Function CanStart(ByVal action As String, ByVal bookName As String) As Boolean
    If NeedsWorkbook(action) And bookName = "" Then
        Tell "Open a KPI workbook first, and press Enable Editing if Excel shows a yellow bar.", True
    ElseIf KpiFiles.ProgramPath() = "" Then
        Tell "The add-in does not know where its program is. Run  kpi-workbook install-addin  once, " & _
            "then start Excel again.", True
    Else
        CanStart = True
    End If
End Function

' The open workbook is copied before last month's is opened, which would become the active one.
Private Sub WriteJob(ByVal action As String, ByVal jobFolder As String, ByVal bookName As String, _
        ByVal chosen As String)
    Dim jobPath As String
    Dim copyName As String

    jobPath = KpiFiles.JoinPath(jobFolder, "job.txt")
    PutKey jobPath, "action", action
    PutKey jobPath, "home", KpiFiles.HomeFolder()
    PutKey jobPath, "documents", KpiHost.DocumentsFolder()
    If bookName <> "" Then PutKey jobPath, "saved_in", ActiveWorkbook.Path
    If NeedsWorkbook(action) Then
        copyName = "workbook" & KpiFiles.Extension(bookName)
        KpiHost.CopyOpenWorkbook KpiFiles.JoinPath(jobFolder, copyName)
        PutKey jobPath, "workbook", copyName
        PutKey jobPath, "name", bookName
    End If
    If action = "compare" Then
        copyName = "previous" & KpiFiles.Extension(chosen)
        KpiHost.CopyWorkbookFile chosen, KpiFiles.JoinPath(jobFolder, copyName)
        PutKey jobPath, "previous", copyName
        PutKey jobPath, "previous_name", KpiFiles.LeafOf(chosen)
    ElseIf action = "batch" Then
        PutKey jobPath, "folder", chosen
    End If
End Sub

Private Sub PutKey(ByVal jobPath As String, ByVal key As String, ByVal words As String)
    KpiFiles.AddLine jobPath, key & "=" & KpiText.Escaped(words)
End Sub

Private Sub ActOnResult(ByVal resultPath As String, ByVal bookName As String, ByVal exitCode As Long)
    Dim opened As String
    Dim findings As String

    If Not KpiFiles.FileThere(resultPath) Then
        Tell "The program gave no answer (exit code " & exitCode & "). Try once more; if it happens again, run" & _
            "  kpi-workbook install-addin --check  and look at the log, " & KpiFiles.LogPath() & ".", True
        Exit Sub
    End If
    findings = KpiFiles.ReadKey(resultPath, "findings")
    If findings <> "" Then KpiFindings.ReadList findings, bookName
    opened = KpiFiles.ReadKey(resultPath, "open")
    If opened <> "" Then KpiHost.OpenWorkbook opened
    opened = KpiFiles.ReadKey(resultPath, "edit")
    If opened <> "" Then KpiHost.EditText opened
    If KpiFiles.ReadKey(resultPath, "draft") <> "" Then ShowDraft resultPath
    Tell KpiFiles.ReadKey(resultPath, "message"), KpiFiles.ReadKey(resultPath, "status") <> "ok"
End Sub

' A draft in classic Outlook, or the same message as a file for any other mail program.
Private Sub ShowDraft(ByVal resultPath As String)
    Dim shown As Boolean
    shown = KpiHost.ShowOutlookDraft(KpiFiles.ReadKey(resultPath, "mail_to"), _
        KpiFiles.ReadKey(resultPath, "mail_subject"), KpiFiles.ReadKey(resultPath, "mail_body"), _
        KpiFiles.ReadKey(resultPath, "mail_attachment"))
    If Not shown Then KpiHost.OpenFile KpiFiles.ReadKey(resultPath, "draft")
End Sub
