//! What can be typed. Parses only; defaults are what a small office needs.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::platform::config::Config;
use crate::platform::db::Target;

/// Sổ làm việc của Hội Khuyến học: số liệu, chỉ tiêu, tiến độ và báo cáo năm.
#[derive(Debug, Parser)]
#[command(name = "khuyenhoc", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Tệp SQLite hoặc địa chỉ `postgres://…` của cơ sở dữ liệu [mặc định: data/khuyenhoc.db]
    #[arg(long, global = true, value_name = "NƠI")]
    pub database: Option<String>,

    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// What was typed goes before what the environment says.
    pub fn target(&self, config: &Config) -> Target {
        self.database.as_deref().map_or_else(|| config.database.clone(), Target::parse)
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chạy trang web cho trình duyệt
    Serve,
    /// Đưa lược đồ cơ sở dữ liệu lên phiên bản của chương trình
    Migrate,
    /// Kiểm tra cơ sở dữ liệu, nhật ký và các quan hệ giữa số liệu
    Check,
    /// Sao lưu trong lúc chương trình vẫn chạy, rồi kiểm tra lại bản sao
    Backup {
        /// Tệp sẽ ghi; mặc định: thư mục backups cạnh cơ sở dữ liệu
        #[arg(long, value_name = "TỆP")]
        out: Option<PathBuf>,
    },
    /// Khôi phục từ một bản sao lưu, sau khi đã kiểm tra bản đó
    Restore {
        /// Bản sao lưu
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        /// Thay cơ sở dữ liệu đang có; bản cũ được giữ lại bên cạnh
        #[arg(long)]
        replace: bool,
    },
}
