//! What can be typed. Parses only; defaults are what a small office needs.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::account::AccountCommand;
use super::report::ReportCommand;

/// Sổ làm việc của Hội Khuyến học: số liệu, chỉ tiêu, tiến độ và báo cáo năm.
#[derive(Debug, Parser)]
#[command(name = "khuyenhoc", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Tệp SQLite hoặc địa chỉ `postgres://…` của cơ sở dữ liệu
    /// [mặc định: `KHUYENHOC_DATABASE`, nếu không có thì data/khuyenhoc.db]
    #[arg(long, global = true, value_name = "NƠI")]
    pub database: Option<String>,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Phục vụ các trang cho trình duyệt
    Serve(Listen),
    /// Chuẩn bị dữ liệu mẫu Kiên Hải (data/demo.db) rồi phục vụ
    Demo {
        /// Chỉ chuẩn bị, không phục vụ
        #[arg(long)]
        prepare: bool,
        /// Kể tiếp đến một chương sau: 2025 (huyện Kiên Hải thành đặc khu)
        #[arg(long, value_name = "NĂM", value_parser = ["2025"])]
        chapter: Option<String>,
        #[command(flatten)]
        listen: Listen,
    },
    /// Chép dữ liệu thành bản tập rồi phục vụ: ai cũng thử được, mọi trang và giấy ghi BẢN TẬP
    Practice {
        /// Chỉ chép, không phục vụ
        #[arg(long)]
        prepare: bool,
        /// Tệp của bản tập
        #[arg(long, value_name = "TỆP", default_value = "data/tap.db")]
        out: PathBuf,
        #[command(flatten)]
        listen: Listen,
    },
    /// Đưa lược đồ cơ sở dữ liệu lên phiên bản của chương trình
    Migrate {
        /// PostgreSQL: không chạy `pg_dump` trước (đã có bản sao lưu khác)
        #[arg(long)]
        without_backup: bool,
    },
    /// Kiểm tra cơ sở dữ liệu, nhật ký và các quan hệ giữa số liệu
    Check,
    /// Mở, mời, giao vai trò, ngừng tài khoản
    #[command(subcommand)]
    Account(AccountCommand),
    /// In báo cáo
    #[command(subcommand)]
    Report(ReportCommand),
    /// Nhập tệp trao đổi: tất cả hoặc không gì cả
    Import {
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        /// Làm thử trọn vẹn rồi bỏ, không ghi gì
        #[arg(long)]
        dry_run: bool,
    },
    /// Xuất tệp trao đổi
    Export {
        /// Đơn vị cùng mọi đơn vị trực thuộc; mặc định: tất cả
        #[arg(long, value_name = "ĐƠN VỊ")]
        unit: Option<String>,
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
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

/// Where a server listens.
#[derive(Args, Clone, Copy, Debug)]
pub struct Listen {
    /// Địa chỉ và cổng, ví dụ 127.0.0.1:8080 [mặc định: `KHUYENHOC_LISTEN`]
    #[arg(long, value_name = "ĐỊA CHỈ")]
    pub listen: Option<SocketAddr>,
}
