@echo off
rem The one door of the Load-Balancing Lab on Windows: finds a JDK and Maven, builds what is missing, starts.
setlocal
set "HERE=%~dp0"
if "%HERE:~-1%"=="\" set "HERE=%HERE:~0,-1%"

if "%~1"=="screenshots" (
  echo lab: taking the pictures of the documentation needs Linux. 1>&2
  exit /b 1
)

call :find_jdk
if not defined JDK (
  echo lab: no JDK 25 or newer found. Install one ^(for example Eclipse Temurin 25^) or set JAVA_HOME to it. 1>&2
  exit /b 1
)
set "JAVA_HOME=%JDK%"

where mvn >nul 2>nul
if errorlevel 1 (
  echo lab: Maven was not found. Install it, put its bin folder on PATH, and type the command again. 1>&2
  exit /b 1
)

if "%~1"=="test" goto test
call :build
if errorlevel 1 exit /b 1
if "%~1"=="build" exit /b 0

"%JAVA_HOME%\bin\java" --module-path "%HERE%\lab-ui\target\javafx" --add-modules javafx.controls,javafx.swing ^
  --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -XX:+UseSerialGC -Dlblab.dist="%HERE%" ^
  -cp "%HERE%\lab-ui\target\lab-ui.jar;%HERE%\lab-ui\target\lib\*" io.lblab.app.Main %*
exit /b %errorlevel%

:test
echo lab: running the unit tests; the parts local, docker, browser and window need Linux and are left out. 1>&2
call mvn -B -ntp -f "%HERE%\pom.xml" test
exit /b %errorlevel%

:build
set "STAMP=%HERE%\lab-ui\target\.built"
rem Exit code 1 when there is no mark of a build, or a source is newer than it.
powershell -NoProfile -Command "if (-not (Test-Path -LiteralPath $env:STAMP)) { exit 1 }; $built = (Get-Item -Force -LiteralPath $env:STAMP).LastWriteTime; $sources = 'pom.xml', 'lab-ui\pom.xml', 'lab-ui\broker\pom.xml', 'shop-server\pom.xml', 'lab-ui\src\main', 'shop-server\src\main', 'nginx-templates' | ForEach-Object { Join-Path $env:HERE $_ }; if (Get-ChildItem -Recurse -File -LiteralPath $sources | Where-Object { $_.LastWriteTime -gt $built }) { exit 1 }"
if not errorlevel 1 exit /b 0
echo Building the lab (the first time fetches its libraries) 1>&2
call mvn -B -ntp -q -f "%HERE%\pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true package
if errorlevel 1 (
  echo lab: the build failed; see the messages above. 1>&2
  exit /b 1
)
type nul > "%STAMP%"
exit /b 0

:find_jdk
set "JDK="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if defined JDK exit /b 0
for /f "delims=" %%J in ('where javac 2^>nul') do if not defined JDK call :try "%%~dpJ.."
if defined JDK exit /b 0
call :try_each "%ProgramFiles%\Eclipse Adoptium"
call :try_each "%ProgramFiles%\Java"
call :try_each "%ProgramFiles%\Microsoft"
call :try_each "%USERPROFILE%\.jdks"
exit /b 0

:try_each
if not exist "%~1" exit /b 0
pushd "%~1"
for /d %%D in (*) do if not defined JDK call :try "%%~fD"
popd
exit /b 0

:try
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do (
  for /f "delims=." %%M in ("%%~V") do if %%M GEQ 25 set "JDK=%~f1"
)
exit /b 0
