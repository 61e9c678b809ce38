@echo off
rem Finds Python and runs oa: oa demo, oa test, oa COMMAND ...
setlocal
where py >nul 2>nul
if %errorlevel%==0 (
  py -3 "%~dp0oa" %*
) else (
  python "%~dp0oa" %*
)
exit /b %errorlevel%
