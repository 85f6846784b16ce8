Attribute VB_Name = "KpiFiles"
Option Explicit

' Folders and small text files: where the add-in keeps its things, and how a job's files
' are written and read.

Private Const IniName As String = "kpi_workbook.ini"
Private Const LogName As String = "log.txt"
Private Const HelpName As String = "help.html"

' What the installer put down, the log and the settings: the folder is this user's own.
Public Function HomeFolder() As String
    Dim parentFolder As String
    parentFolder = Environ("LOCALAPPDATA")
    If parentFolder = "" Then parentFolder = Environ("HOME")
    HomeFolder = JoinPath(parentFolder, "kpi_workbook")
End Function

Public Function LogPath() As String
    LogPath = JoinPath(HomeFolder(), LogName)
End Function

Public Function HelpPath() As String
    HelpPath = JoinPath(HomeFolder(), HelpName)
End Function

' The program that the installer noted; empty where nothing is installed.
Public Function ProgramPath() As String
    ProgramPath = ReadKey(JoinPath(HomeFolder(), IniName), "program")
End Function

Public Function NewJobFolder() As String
    Dim parentFolder As String
    parentFolder = Environ("TEMP")
    If parentFolder = "" Then parentFolder = Environ("TMPDIR")
    Randomize
    NewJobFolder = JoinPath(parentFolder, "kpi-job-" & CLng(Date) & "-" & CLng(Timer * 100) & "-" & Int(Rnd * 1000000))
    MkDir NewJobFolder
End Function

Public Function JoinPath(ByVal folder As String, ByVal leaf As String) As String
    Dim slash As String
    slash = "/"
    If InStr(folder, "\") > 0 Then slash = "\"
    If Right(folder, 1) = slash Then
        JoinPath = folder & leaf
    Else
        JoinPath = folder & slash & leaf
    End If
End Function

' ".xlsx" of "KPIs.2022.XLSX"; ".xlsx" too for a workbook that was never saved.
Public Function Extension(ByVal fileName As String) As String
    Dim dot As Long
    dot = InStrRev(fileName, ".")
    If dot > 0 And Len(fileName) - dot <= 4 Then
        Extension = LCase(Mid(fileName, dot))
    Else
        Extension = ".xlsx"
    End If
End Function

Public Function LeafOf(ByVal filePath As String) As String
    Dim cut As Long
    cut = InStrRev(Replace(filePath, "\", "/"), "/")
    LeafOf = Mid(filePath, cut + 1)
End Function

Public Function Quoted(ByVal words As String) As String
    Quoted = Chr(34) & words & Chr(34)
End Function

Public Function FileThere(ByVal filePath As String) As Boolean
    FileThere = (Dir(filePath) <> "")
End Function

Public Sub AddLine(ByVal filePath As String, ByVal lineText As String)
    Dim fileNumber As Integer
    fileNumber = FreeFile
    Open filePath For Append As #fileNumber
    Print #fileNumber, lineText
    Close #fileNumber
End Sub

' Every line of a text file, however it ends: Windows and Mac disagree on where Line Input stops.
Public Function LinesOf(ByVal filePath As String) As Variant
    Dim fileNumber As Integer
    Dim lineText As String
    Dim everything As String
    fileNumber = FreeFile
    Open filePath For Input As #fileNumber
    Do While Not EOF(fileNumber)
        Line Input #fileNumber, lineText
        everything = everything & lineText & vbLf
    Loop
    Close #fileNumber
    LinesOf = Split(Replace(everything, vbCr, vbLf), vbLf)
End Function

' The value of key=value in a text file, unescaped; empty where the file or the key is missing.
Public Function ReadKey(ByVal filePath As String, ByVal key As String) As String
    Dim lines As Variant
    Dim position As Long
    If Not FileThere(filePath) Then Exit Function
    lines = LinesOf(filePath)
    For position = LBound(lines) To UBound(lines)
        If Left(lines(position), Len(key) + 1) = key & "=" Then
            ReadKey = KpiText.Unescaped(Mid(lines(position), Len(key) + 2))
        End If
    Next position
End Function
