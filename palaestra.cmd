@echo off
rem Runs Palaestra: in a checkout it builds first, when sources changed; in an unpacked zip it runs lib\*.jar.
rem
rem   JAVA_HOME        the Java to use (17 or newer); else the java on PATH
rem   PALAESTRA_OPTS   further options for the JVM, such as -Xmx8g
rem
rem Delayed expansion stays off: an exclamation mark in an argument belongs to the person who typed it.
setlocal EnableExtensions DisableDelayedExpansion

set "home=%~dp0"
set "home=%home:~0,-1%"
set "oldest_java=17"

call :find_java
if errorlevel 1 exit /b 1
set "lib=%home%\lib"
if exist "%home%\pom.xml" call :build_if_changed
if errorlevel 1 exit /b 1
if not exist "%lib%\" (
  echo palaestra: "%home%" holds neither pom.xml nor lib\; unpack the whole zip and run it there>&2
  exit /b 1
)

set "options="
rem A custom Java may lack the Vector API; the kernels then fall back on plain Java. Help computes nothing.
if defined has_vector set "options=--add-modules jdk.incubator.vector"
if "%~1"=="" set "options="
if "%~1"=="-h" if "%~2"=="" set "options="
if "%~1"=="--help" if "%~2"=="" set "options="
if %java_major% GEQ 24 set "options=%options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"

"%java%" "-Dpalaestra.home=%home%" -XX:+UseSerialGC %options% %PALAESTRA_OPTS% -cp "%lib%\*" org.palaestra.app.Palaestra %*
exit /b %ERRORLEVEL%


rem Sets java, java_home, java_major and, unless the Vector API is known to be missing, has_vector.
:find_java
set "java="
if defined JAVA_HOME (
  set "java=%JAVA_HOME%\bin\java.exe"
) else (
  for %%j in (java.exe) do set "java=%%~$PATH:j"
)
if not defined java (
  echo palaestra: no Java found; install a JDK of version %oldest_java% or newer, or set JAVA_HOME to one>&2
  exit /b 1
)
if not exist "%java%" (
  echo palaestra: JAVA_HOME is "%JAVA_HOME%", which holds no bin\java.exe; correct it or unset it>&2
  exit /b 1
)
for %%j in ("%java%") do set "java_home=%%~dpj.."
for %%j in ("%java_home%") do set "java_home=%%~fj"
rem A JDK says in a file what it is; where there is none, the JVM is asked.
set "version="
set "has_vector=yes"
set "modules="
if exist "%java_home%\release" for /f "usebackq tokens=1,* delims==" %%k in ("%java_home%\release") do (
  if "%%k"=="JAVA_VERSION" set "version=%%~l"
  if "%%k"=="MODULES" set "modules=%%~l"
)
if defined modules if "%modules:jdk.incubator.vector=%"=="%modules%" set "has_vector="
if not defined version call :ask_java
set "java_major=%version%"
if "%java_major:~0,2%"=="1." set "java_major=%java_major:~2%"
for /f "delims=.-_+ " %%v in ("%java_major%") do set "java_major=%%v"
if not defined java_major (
  echo palaestra: cannot tell the version of "%java%">&2
  exit /b 1
)
if %java_major% LSS %oldest_java% (
  echo palaestra: needs Java %oldest_java% or newer, found version %version% ^("%java%"^); set JAVA_HOME to a newer one>&2
  exit /b 1
)
exit /b 0

:ask_java
set "answer=%TEMP%\palaestra-%RANDOM%%RANDOM%.txt"
"%java%" -version 2>"%answer%"
for /f "usebackq tokens=2,3" %%u in ("%answer%") do if "%%u"=="version" if not defined version set "version=%%~v"
del "%answer%"
exit /b 0


rem Sets lib to a folder of jars, built from the sources as they are now.
:build_if_changed
set "builds=%home%\app\target\launcher"
if not exist "%builds%\" mkdir "%builds%"
if not exist "%builds%\" exit /b 1
call :is_current
if not errorlevel 1 exit /b 0
:wait_for_lock
set "outcome="
call :build 9>"%builds%\lock"
if not defined outcome (
  echo palaestra: another launch is building Palaestra; waiting for it ...>&2
  ping -n 3 127.0.0.1 >nul
  goto wait_for_lock
)
exit /b %outcome%

rem Sets lib and succeeds if the newest build is one of the sources as they are now: same names, sizes and times.
:is_current
set "seen=%builds%\seen-%RANDOM%%RANDOM%.txt"
robocopy "%home%" NULL pom.xml /L /FP /TS /BYTES /NC /NDL /NJH /NJS >"%seen%"
for %%m in (.mvn core nn environments agents nd4j render app examples) do robocopy "%home%\%%m" NULL /L /S /FP /TS /BYTES /NC /NDL /NJH /NJS /XJ /XD target test /XF *.md >>"%seen%"
set "newest="
if exist "%builds%\newest" set /p newest=<"%builds%\newest"
if not defined newest exit /b 1
fc /b "%seen%" "%builds%\%newest%\sources" >nul 2>nul
if errorlevel 1 exit /b 1
del "%seen%"
set "lib=%builds%\%newest%\lib"
exit /b 0

rem Runs while the lock is held.
:build
set "outcome=1"
del /q "%builds%\seen-*.txt" 2>nul
call :is_current
if not errorlevel 1 (
  set "outcome=0"
  exit /b 0
)
set "mvn="
for %%m in (mvn.cmd) do set "mvn=%%~$PATH:m"
if not defined mvn (
  echo palaestra: no Maven found, and this is a checkout that must be built; install Maven 3.8.7 or newer, or run an unpacked zip>&2
  exit /b 1
)
if exist "%java_home%\release" if not exist "%java_home%\bin\javac.exe" (
  echo palaestra: "%java_home%" is a Java without a compiler; install a JDK, or set JAVA_HOME to one>&2
  exit /b 1
)
if defined newest (
  echo palaestra: Building Palaestra again, because sources changed ...>&2
) else (
  echo palaestra: Building Palaestra, once; this takes a minute or two ...>&2
)
rem Maven gets the very Java that was found, unless that is a stand-in without a home.
set "caller_java_home=%JAVA_HOME%"
if exist "%java_home%\release" set "JAVA_HOME=%java_home%"
pushd "%home%"
call "%mvn%" -B -q -Dquick -pl app -am package >"%builds%\build.log" 2>&1 <nul
set "failed=%ERRORLEVEL%"
popd
set "JAVA_HOME=%caller_java_home%"
if not "%failed%"=="0" (
  echo palaestra: the build failed; it says in "%builds%\build.log":>&2
  type "%builds%\build.log" >&2
  exit /b 1
)
rem A folder of its own for every build: Windows does not overwrite the jars of a program that still runs.
set "newest=%RANDOM%-%RANDOM%"
mkdir "%builds%\%newest%\lib"
copy /y "%home%\app\target\lib\*.jar" "%builds%\%newest%\lib" >nul
copy /y "%home%\app\target\palaestra-app-*.jar" "%builds%\%newest%\lib" >nul
if errorlevel 1 exit /b 1
move /y "%seen%" "%builds%\%newest%\sources" >nul
>"%builds%\newest" echo %newest%
set "lib=%builds%\%newest%\lib"
rem A folder with an open jar cannot be renamed: those are still in use, and keep their names.
for /d %%d in ("%builds%\*") do if not "%%~nxd"=="%newest%" ren "%%d" "old-%%~nxd" 2>nul
for /d %%d in ("%builds%\old-*") do rd /s /q "%%d"
set "outcome=0"
exit /b 0
