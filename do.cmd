@echo off
rem Runs one task on Windows: `do build`, `do test`, `do --list`. The same as `do` beside it.
rem Makes .venv with the pinned packages on first use and again when the pins change.
setlocal EnableExtensions
set "here=%~dp0"
set "venv=%here%.venv"
set "python=%venv%\Scripts\python.exe"

set files="%here%requirements.txt"
rem Each in its own quotes: the folder may have blanks in its name.
set "stamp=%venv%\.installed-running"
for %%t in (test check goldens audit sbom) do if /i "%~1"=="%%t" (
    set files="%here%requirements.txt" "%here%requirements-dev.txt" "%here%requirements-choices.txt"
    set "stamp=%venv%\.installed-developing"
)
if /i "%~1"=="choices" (
    set files="%here%requirements.txt" "%here%requirements-choices.txt"
    set "stamp=%venv%\.installed-choosing"
)

if not exist "%python%" (
    py -3.11 -m venv "%venv%" 2>nul || py -3 -m venv "%venv%" 2>nul || python -m venv "%venv%" || (
        echo do: no Python 3.11 or newer found; install one from python.org 1>&2
        exit /b 1
    )
)
"%python%" -c "import sys; sys.exit(sys.version_info < (3, 11))" || (
    echo do: .venv has a Python older than 3.11; delete .venv and install a newer one 1>&2
    exit /b 1
)

rem An install counts only when it finished: the stamp holds the pins it was made of.
set "pins=%TEMP%\communis-pins-%RANDOM%.txt"
type nul > "%pins%"
for %%f in (%files%) do type "%%~f" >> "%pins%"
fc /b "%pins%" "%stamp%" >nul 2>nul
if errorlevel 1 (
    echo do: installing the packages into .venv, once 1>&2
    for %%f in (%files%) do (
        "%python%" -m pip install --quiet --disable-pip-version-check --require-hashes -r "%%~f" || (
            del "%pins%"
            exit /b 1
        )
    )
    copy /y "%pins%" "%stamp%" >nul
)
del "%pins%"

set "PYTHONUTF8=1"
"%python%" -m invoke --search-root "%here%." %*
exit /b %errorlevel%
