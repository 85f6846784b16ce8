Attribute VB_Name = "KpiRibbon"
Option Explicit

' The callbacks that customUI14.xml names; each one only hands over.
' The parameter is an Object and not an IRibbonControl, so that LibreOffice can call it too.

Public Sub KpiOnCheck(control As Object)
    KpiActions.RunAction "check"
End Sub

Public Sub KpiOnBuild(control As Object)
    KpiActions.RunAction "build"
End Sub

Public Sub KpiOnCompare(control As Object)
    KpiActions.RunAction "compare"
End Sub

Public Sub KpiOnPreviousFinding(control As Object)
    KpiFindings.Walk -1
End Sub

Public Sub KpiOnNextFinding(control As Object)
    KpiFindings.Walk 1
End Sub

Public Sub KpiOnMark(control As Object)
    KpiFindings.MarkAll
End Sub

Public Sub KpiOnClearMarks(control As Object)
    KpiFindings.ClearMarks
End Sub

Public Sub KpiOnEmail(control As Object)
    KpiActions.RunAction "email"
End Sub

Public Sub KpiOnRollForward(control As Object)
    KpiActions.RunAction "roll-forward"
End Sub

Public Sub KpiOnBatch(control As Object)
    KpiActions.RunAction "batch"
End Sub

Public Sub KpiOnSettings(control As Object)
    KpiActions.RunAction "settings"
End Sub

Public Sub KpiOnHelp(control As Object)
    KpiActions.ShowHelp
End Sub

Public Sub KpiOnLog(control As Object)
    KpiActions.ShowLog
End Sub
