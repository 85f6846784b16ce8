Attribute VB_Name = "KpiFindings"
Option Explicit

' The findings of the last check: a list to walk through, and comments in the cells.
' A comment of ours begins with the words of MarkStart, and only such a comment is ever removed.

Private Const MarkStart As String = "KPI Workbook check:"

Private listedBook As String
Private howMany As Long
Private current As Long
Private sheetNames() As String
Private cellNames() As String
Private severities() As String
Private messages() As String

' Reads sheet, cell, severity and message, a line a finding, tabs between.
Public Sub ReadList(ByVal findingsPath As String, ByVal bookName As String)
    Dim lines As Variant
    Dim position As Long

    listedBook = bookName
    howMany = 0
    current = 0
    lines = KpiFiles.LinesOf(findingsPath)
    For position = LBound(lines) To UBound(lines)
        If lines(position) <> "" Then AddFinding lines(position)
    Next position
End Sub

Private Sub AddFinding(ByVal lineText As String)
    Dim parts() As String
    parts = Split(lineText, vbTab)
    howMany = howMany + 1
    ReDim Preserve sheetNames(1 To howMany)
    ReDim Preserve cellNames(1 To howMany)
    ReDim Preserve severities(1 To howMany)
    ReDim Preserve messages(1 To howMany)
    sheetNames(howMany) = KpiText.Unescaped(parts(0))
    cellNames(howMany) = parts(1)
    severities(howMany) = parts(2)
    messages(howMany) = KpiText.Unescaped(parts(3))
End Sub

' One finding on or back; after the last comes the first again.
Public Sub Walk(ByVal direction As Long)
    If Not ListIsThere() Then Exit Sub
    current = current + direction
    If current > howMany Then current = 1
    If current < 1 Then current = howMany
    ShowCurrent
End Sub

Public Sub MarkAll()
    Dim number As Long
    Dim marked As Long

    If Not ListIsThere() Then Exit Sub
    RemoveMarks listedBook
    For number = 1 To howMany
        If Marks(sheetNames(number), cellNames(number), messages(number)) Then marked = marked + 1
    Next number
    If marked = howMany Then
        KpiActions.Tell KpiText.Counted(marked, "finding") & " marked as comments.", False
    Else
        KpiActions.Tell KpiText.Counted(marked, "finding") & " marked as comments; " & (howMany - marked) & _
            " could not be: those cells carry comments of your own, or their sheets are protected.", True
    End If
End Sub

Public Sub ClearMarks()
    If ActiveWorkbook Is Nothing Then
        KpiActions.Tell "Open the workbook whose marks should go.", True
    Else
        KpiActions.Tell KpiText.Counted(RemoveMarks(ActiveWorkbook.Name), "comment") & _
            " of this add-in removed; yours, and those on protected sheets, are untouched.", False
    End If
End Sub

Private Function ListIsThere() As Boolean
    If listedBook = "" Then
        KpiActions.Tell "Press Check first: there is no list of findings yet.", True
    ElseIf howMany = 0 Then
        KpiActions.Tell "The last check of " & listedBook & " found nothing.", False
    ElseIf Not BookIsOpen(listedBook) Then
        KpiActions.Tell listedBook & " is no longer open. Open it and press Check again.", True
    Else
        ListIsThere = True
    End If
End Function

Private Function BookIsOpen(ByVal bookName As String) As Boolean
    Dim book As Object
    For Each book In Workbooks
        If book.Name = bookName Then BookIsOpen = True
    Next book
End Function

Private Sub ShowCurrent()
    Dim words As String
    words = current & " of " & howMany & " (" & severities(current) & "), " & sheetNames(current) & "!" & _
        cellNames(current) & ": " & messages(current)
    If Not Selects(sheetNames(current), cellNames(current)) Then
        words = words & vbLf & vbLf & "(The cell could not be shown: its sheet is hidden, renamed or gone.)"
    End If
    KpiActions.Tell words, False
End Sub

Private Function Selects(ByVal sheetName As String, ByVal cellName As String) As Boolean
    On Error GoTo NotShown
    Workbooks(listedBook).Activate
    Workbooks(listedBook).Worksheets(sheetName).Activate
    Workbooks(listedBook).Worksheets(sheetName).Range(cellName).Select
    Selects = (ActiveSheet.Name = sheetName)
NotShown:
End Function

' True where the cell now says the message in a comment of ours.
Private Function Marks(ByVal sheetName As String, ByVal cellName As String, ByVal message As String) As Boolean
    Dim cell As Object
    Dim words As String
    On Error GoTo NotMarked
    Set cell = Workbooks(listedBook).Worksheets(sheetName).Range(cellName)
    words = MarkStart & " " & message
    If Not cell.Comment Is Nothing Then
        If Not IsOurs(cell.Comment.Text) Then Exit Function
        words = cell.Comment.Text & vbLf & message
        cell.Comment.Delete
    End If
    cell.AddComment words
    Marks = True
NotMarked:
End Function

Private Function RemoveMarks(ByVal bookName As String) As Long
    Dim sheet As Object
    Dim position As Long
    For Each sheet In Workbooks(bookName).Worksheets
        For position = sheet.Comments.Count To 1 Step -1
            If IsOurs(sheet.Comments(position).Text) Then
                If Removed(sheet, position) Then RemoveMarks = RemoveMarks + 1
            End If
        Next position
    Next sheet
End Function

' Looked at and not believed: on a protected sheet some programs refuse with an error, others in silence.
Private Function Removed(ByVal sheet As Object, ByVal position As Long) As Boolean
    Dim before As Long
    before = sheet.Comments.Count
    On Error GoTo NotRemoved
    sheet.Comments(position).Delete
    Removed = (sheet.Comments.Count < before)
NotRemoved:
End Function

Public Function IsOurs(ByVal commentText As String) As Boolean
    IsOurs = (Left(commentText, Len(MarkStart)) = MarkStart)
End Function
