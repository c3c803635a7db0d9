// Package mlog stands in for the webhook's logger, which the module proxy does not have: it logs nothing, and tells the level that is set.
package mlog

type LogLevel string

const (
	LevelWarning LogLevel = "warning"
	LevelInfo    LogLevel = "info"
	LevelDebug   LogLevel = "debug"
	LevelTrace   LogLevel = "trace"
	LevelAll     LogLevel = "all"
)

var order = []LogLevel{LevelWarning, LevelInfo, LevelDebug, LevelTrace, LevelAll}

// Level is the one that is logged at.
var Level = LevelInfo

// Enabled says whether a level is logged where Level is.
func Enabled(level LogLevel) bool {
	for _, known := range order {
		if known == level {
			return true
		}
		if known == Level {
			return false
		}
	}
	return false
}

// Logger logs nothing.
type Logger struct{}

func New() Logger { return Logger{} }

func (l Logger) WithName(string) Logger { return l }

func (l Logger) WithValues(...any) Logger { return l }

func (l Logger) Error(string, error, ...any) {}

func (l Logger) Info(string, ...any) {}

func (l Logger) Debug(string, ...any) {}

func (l Logger) Warning(string, ...any) {}
