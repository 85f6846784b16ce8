Attribute VB_Name = "KpiText"
Option Explicit

' Words: how they travel in the job's files, and how they are cut and counted for a message.
' VBA reads and writes files in the machine's old code page, so every character outside
' plain ASCII is written \uXXXX, one UTF-16 unit at a time.

Public Function Escaped(ByVal words As String) As String
    Dim position As Long
    Dim unit As Long
    Dim letter As String
    Dim result As String
    For position = 1 To Len(words)
        letter = Mid(words, position, 1)
        unit = AscW(letter)
        If unit < 0 Then unit = unit + 65536
        If unit < 32 Or unit > 126 Or letter = "\" Then
            result = result & "\u" & Right("0000" & Hex(unit), 4)
        Else
            result = result & letter
        End If
    Next position
    Escaped = result
End Function

Public Function Unescaped(ByVal words As String) As String
    Dim position As Long
    Dim result As String
    position = 1
    Do While position <= Len(words)
        If Mid(words, position, 2) = "\u" And IsUnit(Mid(words, position + 2, 4)) Then
            result = result & ChrW(CLng("&H" & Mid(words, position + 2, 4)))
            position = position + 6
        Else
            result = result & Mid(words, position, 1)
            position = position + 1
        End If
    Loop
    Unescaped = result
End Function

' Four hexadecimal digits, so that C:\users is left as it is.
Private Function IsUnit(ByVal digits As String) As Boolean
    Dim position As Long
    IsUnit = (Len(digits) = 4)
    For position = 1 To Len(digits)
        If InStr("0123456789ABCDEFabcdef", Mid(digits, position, 1)) = 0 Then IsUnit = False
    Next position
End Function

' A message box shows about a thousand characters and drops the rest without a word.
Public Function Shortened(ByVal words As String, ByVal limit As Long) As String
    If Len(words) <= limit Then
        Shortened = words
    Else
        Shortened = Left(words, limit - 4) & " ..."
    End If
End Function

Public Function Counted(ByVal number As Long, ByVal noun As String) As String
    Counted = number & " " & noun
    If number <> 1 Then Counted = Counted & "s"
End Function
